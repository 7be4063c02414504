import { useId, useState } from 'react'
import { Button, buttonClass } from '../ui/button'
import { countOf } from '../ui/count-of'
import { Dialog } from '../ui/dialog'
import { Icon } from '../ui/icon'
import { QuotedText } from '../ui/quoted-text'
import type { CheckedImport } from './check-import'
import { importable, useFactImport } from './use-fact-import'
import type { FactReview } from './use-fact-review'

type ImportFactsDialogProps = {
	projectId: string
	offerUndo: FactReview['offerUndo']
	open: boolean
	onClose: () => void
}

/** Brings facts of a file back in, after a look at what was found of them. */
export function ImportFactsDialog({ projectId, offerUndo, open, onClose }: ImportFactsDialogProps) {
	const { state, read, bringIn, clear } = useFactImport(projectId, offerUndo)
	const [keepStatuses, setKeepStatuses] = useState(false)
	const [withoutQuotes, setWithoutQuotes] = useState(false)
	const id = useId()
	const found = 'found' in state ? state.found : null
	const count = found ? importable(found.facts, withoutQuotes).length : 0
	const isImporting = state.status === 'importing'
	const lost = found?.facts.filter(({ quote }) => quote === 'lost') ?? []
	const canImport = state.status === 'checked' && count > 0
	const problem = 'problem' in state ? state.problem : undefined

	const close = () => {
		// What is on its way is finished: the message that tells of it offers the way back.
		if (!isImporting) clear()
		onClose()
	}
	async function send() {
		if (canImport && (await bringIn({ keepStatuses, withoutQuotes }))) onClose()
	}

	return (
		<Dialog
			open={open}
			onClose={close}
			title="Import facts"
			description="From a CSV, JSON or Web Annotation file that was exported here. Each quote is looked for in its source."
		>
			<div data-testid="facts-import">
				<input
					id={id}
					type="file"
					accept=".csv,.json,.jsonld,text/csv,application/json,application/ld+json"
					disabled={isImporting}
					aria-describedby={`${id}-state`}
					onChange={(event) => {
						const [file] = event.target.files ?? []
						if (file) void read(file)
						// An empty field lets somebody choose the same file again.
						event.target.value = ''
					}}
					className="peer sr-only"
				/>
				<label
					htmlFor={id}
					className={`${buttonClass()} peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent`}
				>
					<Icon name="document" />
					<span>{found ? 'Choose another file' : 'Choose a file'}</span>
				</label>
				<div
					id={`${id}-state`}
					role="status"
					className="mt-4 min-h-5 text-sm [overflow-wrap:anywhere]"
				>
					{state.status === 'reading' && (
						<p className="text-ink-soft">{`Reading “${state.name}”…`}</p>
					)}
					{found && 'name' in state && (
						<>
							<p dir="auto" className="font-medium">
								{state.name}
							</p>
							<p data-testid="facts-import-preview">{previewOf(found)}</p>
							{found.uncompared.length > 0 && (
								<p className="mt-1">
									<QuotedText text={uncomparedWords(found.uncompared)} />
								</p>
							)}
						</>
					)}
					{isImporting && (
						<p className="mt-1 text-ink-soft">
							{`Importing: ${state.done.toLocaleString()} of ${count.toLocaleString()}`}
						</p>
					)}
				</div>
				{found && <Unfound items={[...lost, ...found.missing]} />}
				{found && (
					<div className="mt-4 space-y-3 text-sm">
						{lost.length > 0 && (
							<Choice checked={withoutQuotes} onChange={setWithoutQuotes}>
								Import the claims whose quote was not found too, without a quote
							</Choice>
						)}
						<Choice checked={keepStatuses} onChange={setKeepStatuses}>
							Keep the statuses of the file. Otherwise all are pending, as nobody here has reviewed
							them
						</Choice>
					</div>
				)}
				{problem && (
					<p role="alert" className="mt-4 text-sm text-danger [overflow-wrap:anywhere]">
						{problem}
					</p>
				)}
			</div>
			<div className="mt-5 flex flex-wrap justify-end gap-3">
				<Button onClick={close}>{isImporting ? 'Close' : 'Cancel'}</Button>
				<Button
					variant="primary"
					data-testid="facts-import-send"
					aria-disabled={!canImport}
					onClick={send}
				>
					{isImporting ? 'Importing…' : count > 0 ? `Import ${countOf(count, 'fact')}` : 'Import'}
				</Button>
			</div>
		</Dialog>
	)
}

/** `212 facts: 210 with their quotes found, 2 not found. 0 without a source here.` */
function previewOf({ facts, missing }: CheckedImport): string {
	const lost = facts.filter(({ quote }) => quote === 'lost').length
	const bare = facts.filter(({ quote }) => quote === null).length
	const parts = [
		`${(facts.length - lost - bare).toLocaleString()} with their quotes found`,
		`${lost.toLocaleString()} not found`,
		...(bare > 0 ? [`${bare.toLocaleString()} without a quote`] : []),
		`${missing.length.toLocaleString()} whose source is missing`,
	]
	return `${countOf(facts.length + missing.length, 'fact')}: ${parts.join(', ')}.`
}

function uncomparedWords([title, ...others]: string[]): string {
	const texts =
		others.length === 0
			? `The text of “${title}” was not compared with its SHA-256`
			: `${countOf(others.length + 1, 'text')} of the file were not compared with their SHA-256`
	return `${texts}: a browser does that over HTTPS only.`
}

/** Names what will be left out; of many the first. */
function Unfound({ items }: { items: { where: string; claim: string }[] }) {
	if (items.length === 0) return null
	return (
		<ul className="mt-2 max-h-32 list-disc space-y-1 overflow-y-auto pl-5 text-sm text-ink-soft [overflow-wrap:anywhere]">
			{items.slice(0, 20).map(({ where, claim }) => (
				<li key={where}>{`${where}: ${claim.slice(0, 120).toWellFormed()}`}</li>
			))}
			{items.length > 20 && <li>{`and ${(items.length - 20).toLocaleString()} more`}</li>}
		</ul>
	)
}

type ChoiceProps = { checked: boolean; onChange: (checked: boolean) => void; children: string }

function Choice({ checked, onChange, children }: ChoiceProps) {
	return (
		<label className="flex items-start gap-2.5 pointer-coarse:min-h-10">
			<input
				type="checkbox"
				checked={checked}
				onChange={(event) => onChange(event.target.checked)}
				className="mt-0.5 size-4 shrink-0 accent-accent"
			/>
			<span>{children}</span>
		</label>
	)
}
