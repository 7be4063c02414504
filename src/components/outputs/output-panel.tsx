import type { ReactNode } from 'react'
import { errorText } from '@/client/api-error'
import { type RouterOutputs, trpc } from '@/client/trpc'
import { isGone } from '@/domain/citation-change'
import { modeLabels } from '@/domain/output-mode'
import { shownTitle } from '@/domain/visible-text'
import { Button } from '../ui/button'
import { dateTime } from '../ui/date-time'
import { DrawerHeader } from '../ui/drawer'
import { Icon } from '../ui/icon'
import { ErrorNotice } from '../ui/notice'
import { Skeleton } from '../ui/skeleton'
import { unapprovedText } from './citation-note'
import { CitedText } from './cited-text'
import { OutputActions } from './output-actions'
import type { Citation } from './output-text'
import { StaleNotice } from './stale-notice'
import type { SynthesisRequest } from './use-synthesis'

type Output = RouterOutputs['output']['get']

type OutputPanelProps = {
	projectId: string
	outputId: string
	onRegenerate: (request: SynthesisRequest) => void
	/** Leads to another output of the project. */
	onOutput: (outputId: string) => void
	onEvidence: (citation: Citation) => void
	/** Given where the history led here. */
	onBackToHistory?: () => void
	/** Progress or failure of a regeneration. */
	notice: ReactNode
}

/** The content of the drawer while it shows an output. */
export function OutputPanel({
	projectId,
	outputId,
	onRegenerate,
	onOutput,
	onEvidence,
	onBackToHistory,
	notice,
}: OutputPanelProps) {
	const output = trpc.output.get.useQuery({ projectId, outputId })
	function regenerate(from: Output) {
		const request = requestOf(from)
		if (request.factIds.length > 0) onRegenerate(request)
	}
	return (
		<>
			<DrawerHeader
				title={
					output.data ? shownTitle(output.data.title) : output.error ? 'Not available' : 'Opening…'
				}
				description={
					output.data ? `Written ${dateTime(output.data.createdAt)}` : 'A text from this project'
				}
				titleTestId="output-drawer-title"
				closeTestId="output-drawer-close"
				actions={
					<>
						{onBackToHistory && (
							<Button
								variant="quiet"
								size="sm"
								data-testid="output-drawer-back-to-history"
								onClick={onBackToHistory}
								className="-ml-2.5"
							>
								<Icon name="back" />
								History
							</Button>
						)}
						{output.data && (
							<Button
								variant="quiet"
								size="sm"
								data-testid="output-drawer-regenerate"
								title={regenerateHint(output.data)}
								aria-disabled={requestOf(output.data).factIds.length === 0}
								onClick={() => regenerate(output.data)}
								className="first:-ml-2.5"
							>
								<Icon name="refresh" />
								Regenerate
							</Button>
						)}
					</>
				}
			/>
			<div className="px-4 pb-20 sm:px-8">
				{notice && <div className="mt-5 mb-5">{notice}</div>}
				{output.data ? (
					<OutputBody
						key={output.data.id}
						projectId={projectId}
						output={output.data}
						onRegenerate={regenerate}
						onOutput={onOutput}
						onEvidence={onEvidence}
					/>
				) : output.error ? (
					<div className="mt-6">
						<ErrorNotice
							title="This text could not be loaded"
							message={errorText(output.error)}
							onRetry={() => output.refetch()}
						/>
					</div>
				) : (
					<Skeleton label="Loading the text" lines={3} />
				)}
			</div>
		</>
	)
}

type OutputBodyProps = Pick<OutputPanelProps, 'projectId' | 'onOutput' | 'onEvidence'> & {
	output: Output
	onRegenerate: (from: Output) => void
}

function OutputBody(props: OutputBodyProps) {
	const { projectId, output, onRegenerate, onOutput, onEvidence } = props
	const { previous, citations, citedFacts, sourcesCount, mode } = output
	const meta = [`Sources: ${sourcesCount}`, `Mode: ${modeLabels[mode].name}`]

	return (
		<>
			<p data-testid="output-drawer-meta" className="text-sm text-ink-soft tabular-nums">
				{[...meta, unapprovedText(citations) ?? []].flat().join(' | ')}
			</p>
			{previous && (
				<p data-testid="output-drawer-changes" className="mt-1 text-sm text-ink-soft">
					<span>
						{previous.isSame
							? `The text is word for word that of ${dateTime(previous.createdAt)}. `
							: `The text is not that of ${dateTime(previous.createdAt)}. `}
					</span>
					<button
						type="button"
						onClick={() => onOutput(previous.id)}
						className="rounded-md text-accent underline underline-offset-2"
					>
						Show the earlier one
					</button>
				</p>
			)}
			<StaleNotice citedFacts={citedFacts} onRewrite={() => onRegenerate(output)} />
			<OutputActions projectId={projectId} output={output} />
			<CitedText
				output={output}
				testId="output-drawer-content"
				className="mt-6 max-w-[64ch] font-serif text-[1.125rem] leading-[1.7] [overflow-wrap:anywhere]"
				onEvidence={onEvidence}
			/>
		</>
	)
}

function regenerateHint(output: Output): string {
	const left = requestOf(output).factIds.length
	if (left === 0) return 'All its facts are deleted'
	return left < output.factIds.length
		? 'Write it again from the facts that are left'
		: 'Write it again from the same facts'
}

/** What writes a text again: from its facts without those that are deleted, as nothing can cite them. */
function requestOf({ mode, factIds, citedFacts }: Output): SynthesisRequest {
	const gone = new Set(citedFacts.flatMap(({ id, change }) => (isGone(change) ? id : [])))
	return { mode, factIds: factIds.filter((id) => !gone.has(id)) }
}
