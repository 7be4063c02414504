import { Dialog } from '../ui/dialog'
import { verdicts } from './verdicts'

type ReviewKeysDialogProps = {
	on: boolean
	onChoose: (on: boolean) => void
	onClose: () => void
}

const keys = [
	{ key: 'j', does: 'Next fact' },
	{ key: 'k', does: 'Previous fact' },
	...verdicts.map(({ key, label }) => ({ key, does: label })),
	{ key: 'x', does: 'Select, or take out of the selection' },
	{ key: 'p', does: 'Pin or unpin' },
	{ key: 'e', does: 'Evidence' },
	{ key: 't', does: 'Note and tags' },
	{ key: 'u', does: 'Undo the last change' },
	{ key: '/', does: 'Search' },
	{ key: '?', does: 'These keys' },
	{ key: 'Ctrl + Enter', does: 'Generate from the selection' },
]

/** The keys of the review, and the switch that turns them off. */
export default function ReviewKeysDialog({ on, onChoose, onClose }: ReviewKeysDialogProps) {
	return (
		<Dialog
			open
			onClose={onClose}
			title="Keyboard shortcuts"
			description="They act on the fact with the bar at its left edge, or on the one whose evidence is open, and rest while you type."
		>
			<dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-5 gap-y-2 text-[0.9375rem]">
				{keys.map(({ key, does }) => (
					<div key={key} className="contents">
						<dt>
							<kbd className="inline-block min-w-7 rounded-md border border-line-strong bg-sunken px-2 py-0.5 text-center font-sans text-sm">
								{key}
							</kbd>
						</dt>
						<dd>{does}</dd>
					</div>
				))}
			</dl>
			<label className="mt-6 flex cursor-pointer items-center gap-3 border-t border-line pt-5">
				<input
					type="checkbox"
					checked={on}
					onChange={(event) => onChoose(event.target.checked)}
					className="size-5 accent-accent"
				/>
				Use single keys in this browser
			</label>
		</Dialog>
	)
}
