import { useEffect, useRef, useState } from 'react'
import { errorText } from '@/client/api-error'
import { trpc } from '@/client/trpc'
import { fileNameOf } from '@/domain/file-name'
import { breathingSpace } from '../ui/breathing-space'
import { Button } from '../ui/button'
import { countOf } from '../ui/count-of'
import { Dialog } from '../ui/dialog'
import { saveFile } from '../ui/save-file'
import { Select } from '../ui/select'
import { collectFacts } from './collect-facts'
import { type FactFileFormat, factFileFormats, writeFacts } from './fact-file-formats'
import { type FactView, wholeView } from './fact-view'

type ExportFactsDialogProps = {
	projectId: string
	view: FactView
	isViewPart: boolean
	selectedIds: ReadonlySet<string>
	open: boolean
	onClose: () => void
}

type Scope = 'selection' | 'view' | 'project'
type State = { status: 'idle' | 'failed' | 'done'; message: string } | { status: 'working' }

/** Writes the facts of the selection, of the view or of the whole project into a file. */
export function ExportFactsDialog(props: ExportFactsDialogProps) {
	const { projectId, view, isViewPart, selectedIds, open, onClose } = props
	const { client } = trpc.useUtils()
	const project = trpc.project.get.useQuery({ projectId })
	const [chosen, setChosen] = useState<Scope | null>(null)
	const [format, setFormat] = useState<FactFileFormat>('csv')
	const [withTexts, setWithTexts] = useState(false)
	const [state, setState] = useState<State>({ status: 'idle', message: '' })
	const [progress, setProgress] = useState(0)
	const running = useRef<AbortController>(null)
	const scopes = [
		...(selectedIds.size > 0
			? [{ value: 'selection' as const, label: `${countOf(selectedIds.size, 'selected fact')}` }]
			: []),
		...(isViewPart ? [{ value: 'view' as const, label: 'The facts in view' }] : []),
		{ value: 'project' as const, label: 'All facts of the project' },
	]
	const scope = scopes.find(({ value }) => value === chosen) ?? scopes[0]
	const { holdsTexts } = factFileFormats[format]
	const isWorking = state.status === 'working'

	useEffect(() => () => running.current?.abort(), [])

	async function write() {
		if (!project.data || isWorking) return
		const controller = new AbortController()
		running.current = controller
		setProgress(0)
		setState({ status: 'working' })
		try {
			const collected = await collectFacts({
				...{ client, signal: controller.signal, onProgress: setProgress },
				project: { id: projectId, title: project.data.title },
				view: scope?.value === 'view' ? view : wholeView,
				ids: scope?.value === 'selection' ? selectedIds : undefined,
				withTexts: withTexts && holdsTexts,
			})
			const { ending, type } = factFileFormats[format]
			const parts = await writeFacts(format, collected, breathingSpace(controller.signal))
			const name = fileNameOf(`${project.data.title} facts`, ending)
			saveFile(name, parts, type)
			setState({
				status: 'done',
				message: `${countOf(collected.file.facts.length, 'fact')} written to ${name}.`,
			})
		} catch (error) {
			if (controller.signal.aborted) setState({ status: 'idle', message: 'No file was written.' })
			else setState({ status: 'failed', message: `No file was written. ${errorText(error)}` })
		}
	}
	const close = () => {
		running.current?.abort()
		setState({ status: 'idle', message: '' })
		onClose()
	}

	return (
		<Dialog
			open={open}
			onClose={close}
			title="Export facts"
			description="Claims with their quotes and sources, as a file on this device."
		>
			<div className="space-y-4" data-testid="facts-export">
				<Select
					label="Facts"
					value={scope?.value ?? 'project'}
					onChange={setChosen}
					options={scopes}
					className="w-full"
				/>
				<Select
					label="Format"
					value={format}
					onChange={setFormat}
					options={Object.entries(factFileFormats).map(([value, { label, hint }]) => ({
						...{ value: value as FactFileFormat, label, hint },
						testId: `facts-export-${value}`,
					}))}
					testId="facts-export-format"
					className="w-full"
				/>
				{holdsTexts && (
					<label className="flex min-h-10 items-start gap-2.5 text-sm">
						<input
							type="checkbox"
							checked={withTexts}
							onChange={(event) => setWithTexts(event.target.checked)}
							className="mt-0.5 size-4 accent-accent"
						/>
						<span>
							Put the texts of the sources into the file, so that another project can take them
						</span>
					</label>
				)}
			</div>
			<p
				role={state.status === 'failed' ? 'alert' : 'status'}
				className={`mt-4 min-h-5 text-sm ${state.status === 'failed' ? 'text-danger' : 'text-ink-soft'}`}
			>
				{isWorking ? `Reading facts: ${progress.toLocaleString()}` : state.message}
			</p>
			<div className="mt-4 flex flex-wrap justify-end gap-3">
				<Button onClick={isWorking ? () => running.current?.abort() : close}>
					{isWorking ? 'Cancel' : 'Close'}
				</Button>
				<Button
					variant="primary"
					data-testid="facts-export-download"
					aria-disabled={isWorking || !project.data}
					onClick={write}
				>
					Download
				</Button>
			</div>
		</Dialog>
	)
}
