import { useState } from 'react'
import { errorText } from '@/client/api-error'
import { type RouterOutputs, trpc } from '@/client/trpc'
import { fileNameOf } from '@/domain/file-name'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import { saveFile } from '../ui/save-file'

type ExportFileProps = {
	projectId: string
	output: RouterOutputs['output']['get']
	format: 'html' | 'docx'
}

/** Writes an output as a page or a Word document, whose code is loaded with the click. */
export function ExportFile({ projectId, output, format }: ExportFileProps) {
	const { client } = trpc.useUtils()
	const [withTexts, setWithTexts] = useState(true)
	const [state, setState] = useState<{ isWorking: boolean; problem?: string }>({ isWorking: false })
	const fileName = fileNameOf(output.title, format)

	async function download() {
		if (state.isWorking) return
		setState({ isWorking: true })
		try {
			if (format === 'docx') {
				const { outputDocx } = await import('./output-docx')
				saveFile(fileName, [await outputDocx(output)], docxType)
			} else {
				const [{ outputHtml }, { readQuotedSources }] = await Promise.all([
					import('./output-html'),
					import('./quoted-sources'),
				])
				const quoted = await readQuotedSources(client, projectId, output.citations)
				saveFile(fileName, [outputHtml(output, quoted, withTexts)], 'text/html;charset=utf-8')
			}
			setState({ isWorking: false })
		} catch (error) {
			setState({ isWorking: false, problem: `The file was not written. ${errorText(error)}` })
		}
	}

	return (
		<>
			<p className="text-sm">
				{format === 'docx'
					? 'A Word document, with each quote and its source as a footnote.'
					: 'One page that needs no network, with each quote in the words around it.'}
			</p>
			{format === 'html' && (
				<label className="mt-3 flex items-start gap-2.5 text-sm pointer-coarse:min-h-10">
					<input
						type="checkbox"
						checked={withTexts}
						onChange={(event) => setWithTexts(event.target.checked)}
						className="mt-0.5 size-4 shrink-0 accent-accent"
					/>
					<span>
						Put the cited sources into the file, so that a reader’s browser can check the quotes
					</span>
				</label>
			)}
			<Button
				size="sm"
				variant="primary"
				className="mt-3 pointer-coarse:min-h-10"
				data-testid={`export-download-${format}`}
				aria-disabled={state.isWorking}
				onClick={download}
			>
				<Icon name="download" />
				<span>
					{state.isWorking ? 'Writing…' : `Download ${fileName.length > 32 ? 'file' : fileName}`}
				</span>
			</Button>
			{state.problem && (
				<p role="alert" className="mt-2 text-sm text-danger">
					{state.problem}
				</p>
			)}
		</>
	)
}

const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
