import { type ReactNode, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { DrawerHeader } from '@/components/ui/drawer'
import { Icon } from '@/components/ui/icon'
import { ErrorNotice } from '@/components/ui/notice'
import { Skeleton } from '@/components/ui/skeleton'
import { errorText } from '@/lib/error-text'
import { dateTime } from '@/lib/format'
import { trpc } from '@/lib/trpc'
import type { SynthesisRequest } from '@/lib/use-synthesis'
import { type Output, OutputText } from './output-text'
import { QuoteList, quoteElementId } from './quote-list'

type OutputPanelProps = {
	projectId: string
	outputId: string
	onRegenerate: (request: SynthesisRequest) => void
	/** Given where the history led here. */
	onBackToHistory?: () => void
	/** Progress or failure of a regeneration. */
	notice: ReactNode
}

/** What the drawer holds while it shows an output. */
export function OutputPanel({
	projectId,
	outputId,
	onRegenerate,
	onBackToHistory,
	notice,
}: OutputPanelProps) {
	const output = trpc.output.get.useQuery({ projectId, outputId })
	return (
		<>
			<DrawerHeader
				title={output.data?.title ?? (output.error ? 'Not available' : 'Opening…')}
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
								title="Write it again from the same facts"
								onClick={() => onRegenerate(requestOf(output.data))}
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
					<OutputBody key={output.data.id} output={output.data} />
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

function OutputBody({ output }: { output: Output }) {
	const [shown, setShown] = useState<number | null>(null)
	const body = useRef<HTMLDivElement>(null)
	const numbers = new Map(output.citations.map(({ id, number }) => [id, number]))

	function showQuote(number: number) {
		setShown(number)
		document.getElementById(quoteElementId(number))?.focus()
	}

	function showCitation(number: number) {
		setShown(null)
		body.current?.querySelector<HTMLElement>(`[data-citation="${number}"]`)?.focus()
	}

	return (
		<div ref={body}>
			<p data-testid="output-drawer-meta" className="text-sm text-ink-soft tabular-nums">
				{`Sources: ${output.sourcesCount} | Mode: ${output.mode}`}
			</p>
			<div
				data-testid="output-drawer-content"
				className="mt-6 max-w-[64ch] font-serif text-[1.125rem] leading-[1.7] [overflow-wrap:anywhere]"
			>
				<OutputText blocks={output.blocks} numbers={numbers} onCitation={showQuote} />
			</div>
			<QuoteList citations={output.citations} shown={shown} onBack={showCitation} />
		</div>
	)
}

function requestOf({ mode, blocks }: Output): SynthesisRequest {
	const factIds = blocks.flatMap(({ sentences }) => sentences.flatMap(({ factIds }) => factIds))
	return { mode, factIds: [...new Set(factIds)] }
}
