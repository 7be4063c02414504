import type { ReactNode } from 'react'
import type { RouterOutputs } from '@/client/trpc'
import { changesText, countsOf, isGone } from '@/domain/citation-change'
import { Button } from '../ui/button'
import { countOf } from '../ui/count-of'
import { Icon } from '../ui/icon'
import { type CitedFact, unapprovedText } from './citation-note'

type StaleNoticeProps = { citedFacts: CitedFact[]; onRewrite: () => void }

/** Says what became of the facts that a text cites, and offers to write it anew from those that are left. */
export function StaleNotice({ citedFacts, onRewrite }: StaleNoticeProps) {
	const changes = changesText(countsOf(citedFacts.map(({ change }) => change)))
	const gone = citedFacts.filter(({ change }) => isGone(change)).length
	const isNoneLeft = gone === citedFacts.length
	return (
		<div role="status">
			{changes && (
				<div
					data-testid="output-drawer-stale"
					className="mt-4 flex gap-3 rounded-md border border-danger bg-danger-wash p-4"
				>
					<span className="mt-1 text-danger">
						<Icon name="warning" />
					</span>
					<div className="min-w-0 flex-1 text-[0.9375rem]">
						<p className="font-medium text-danger">{changes}</p>
						<p className="mt-0.5">
							{isNoneLeft
								? 'The text stands as it was written. No fact is left to write it anew from.'
								: `The text stands as it was written.${gone > 0 ? ` Written anew, it leaves out the ${gone === 1 ? 'deleted fact' : countOf(gone, 'deleted fact')}.` : ''}`}
						</p>
						{!isNoneLeft && (
							<Button
								size="sm"
								data-testid="output-drawer-rewrite"
								onClick={onRewrite}
								className="mt-3"
							>
								<Icon name="refresh" />
								Write it anew
							</Button>
						)}
					</div>
				</div>
			)}
		</div>
	)
}

type StaleLineProps = {
	output: Pick<RouterOutputs['output']['get'], 'citations' | 'citedFacts'>
	/** What this means where the line stands. */
	children: string
}

/** Says in one line that a text is given out whose facts changed, or were not approved. */
export function StaleLine({ output, children }: StaleLineProps): ReactNode {
	const { citations, citedFacts } = output
	const changes = changesText(countsOf(citedFacts.map(({ change }) => change)))
	const facts = [changes ?? [], unapprovedText(citations) ?? []].flat()
	if (facts.length === 0) return null
	return (
		<p className="mt-3 flex gap-1.5 text-sm text-danger">
			<span className="mt-0.5">
				<Icon name="warning" />
			</span>
			<span className="min-w-0">{`${[...facts, children].join('. ')}`}</span>
		</p>
	)
}
