import type { RouterOutputs } from '@/client/trpc'
import { modeLabels } from '@/domain/output-mode'
import { shownTitle } from '@/domain/visible-text'
import { CopyButton } from '../ui/copy-button'
import { date } from '../ui/date-time'
import { CitedText } from './cited-text'

/** A text as whoever has its address reads it. */
export function SharedOutput({ output }: { output: RouterOutputs['output']['shared'] }) {
	return (
		<article data-testid="output-page">
			<h1
				dir="auto"
				data-testid="output-page-title"
				className="font-serif text-4xl leading-tight text-balance [overflow-wrap:anywhere]"
			>
				{shownTitle(output.title)}
			</h1>
			<p data-testid="output-page-meta" className="mt-3 text-sm text-ink-soft tabular-nums">
				{`Sources: ${output.sourcesCount} | Mode: ${modeLabels[output.mode].name} | Written ${date(output.createdAt)}`}
			</p>
			<div className="mt-4 flex flex-wrap items-center gap-2">
				<CopyButton
					label="Copy address"
					text={window.location.href}
					testId="output-page-copy-link"
				/>
			</div>
			<CitedText
				output={output}
				testId="output-page-content"
				className="mt-8 font-serif text-[1.1875rem] leading-[1.7] [overflow-wrap:anywhere]"
				headingLevel={2}
			/>
		</article>
	)
}
