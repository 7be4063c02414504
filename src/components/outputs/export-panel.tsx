import dynamic from 'next/dynamic'
import { useState } from 'react'
import type { RouterOutputs } from '@/client/trpc'
import { fileNameOf } from '@/domain/file-name'
import { Button } from '../ui/button'
import { CopyButton } from '../ui/copy-button'
import { Icon } from '../ui/icon'
import { saveFile } from '../ui/save-file'
import { Select } from '../ui/select'
import { outputMarkdown } from './output-markdown'
import { StaleLine } from './stale-notice'

const ExportFile = dynamic(() => import('./export-file').then(({ ExportFile }) => ExportFile), {
	ssr: false,
})

const formats = [
	{ value: 'markdown', label: 'Markdown', testId: 'export-format-markdown' },
	{ value: 'html', label: 'HTML', hint: 'One page', testId: 'export-format-html' },
	{ value: 'docx', label: 'DOCX', hint: 'Word', testId: 'export-format-docx' },
] as const

type ExportPanelProps = { projectId: string; output: RouterOutputs['output']['get'] }

/** Takes a text out as a file: as Markdown, which it shows, as a page, or for Word. */
export function ExportPanel({ projectId, output }: ExportPanelProps) {
	const [format, setFormat] = useState<(typeof formats)[number]['value']>('markdown')
	return (
		<section
			aria-label="Export"
			data-testid="export-panel"
			className="mt-3 rounded-md border border-line bg-sunken p-4"
		>
			<Select
				label="Format"
				value={format}
				onChange={setFormat}
				options={[...formats]}
				testId="export-format"
				className="mb-3"
			/>
			<StaleLine output={output}>The file has the text as it was written.</StaleLine>
			{format === 'markdown' ? (
				<MarkdownExport output={output} />
			) : (
				<ExportFile key={format} {...{ projectId, output, format }} />
			)}
		</section>
	)
}

/** Shows a text as the Markdown that it is exported as. */
function MarkdownExport({ output }: Pick<ExportPanelProps, 'output'>) {
	const markdown = outputMarkdown(output)
	const fileName = fileNameOf(output.title, 'md')

	const download = () => saveFile(fileName, [markdown], 'text/markdown;charset=utf-8')

	return (
		<>
			<p className="text-sm">Markdown, with each quote and its source as a footnote.</p>
			<textarea
				readOnly
				dir="auto"
				aria-label="The text as Markdown"
				rows={8}
				value={markdown}
				className="my-3 w-full rounded-md border border-line-strong bg-surface p-3 font-mono text-xs"
			/>
			<div className="flex flex-wrap items-center gap-2">
				<Button
					size="sm"
					variant="primary"
					className="pointer-coarse:min-h-10"
					data-testid="export-download"
					onClick={download}
				>
					<Icon name="download" />
					<span>{`Download ${fileName.length > 32 ? 'file' : fileName}`}</span>
				</Button>
				<CopyButton label="Copy Markdown" text={markdown} className="pointer-coarse:min-h-10" />
			</div>
		</>
	)
}
