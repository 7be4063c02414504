import type { RouterOutputs } from '@/client/trpc'
import { Button } from '../ui/button'
import { CopyButton } from '../ui/copy-button'
import { Icon } from '../ui/icon'
import { markdownFileName, outputMarkdown } from './output-markdown'
import { StaleLine } from './stale-notice'

/** Shows a text as the Markdown that it is exported as. */
export function ExportPanel({ output }: { output: RouterOutputs['output']['get'] }) {
	const markdown = outputMarkdown(output)
	const fileName = markdownFileName(output.title)

	function download() {
		const url = URL.createObjectURL(new Blob([markdown], { type: 'text/markdown;charset=utf-8' }))
		const link = Object.assign(document.createElement('a'), { href: url, download: fileName })
		link.click()
		URL.revokeObjectURL(url)
	}

	return (
		<section
			aria-label="Export"
			data-testid="export-panel"
			className="mt-3 rounded-md border border-line bg-sunken p-4"
		>
			<p className="text-sm">Markdown, with each quote and its source as a footnote.</p>
			<StaleLine output={output}>The file has the text as it was written.</StaleLine>
			<textarea
				readOnly
				dir="auto"
				aria-label="The text as Markdown"
				rows={8}
				value={markdown}
				className="my-3 w-full rounded-md border border-line-strong bg-surface p-3 font-mono text-xs"
			/>
			<div className="flex flex-wrap items-center gap-2">
				<Button size="sm" variant="primary" data-testid="export-download" onClick={download}>
					<Icon name="download" />
					<span>{`Download ${fileName.length > 32 ? 'file' : fileName}`}</span>
				</Button>
				<CopyButton label="Copy Markdown" text={markdown} />
			</div>
		</section>
	)
}
