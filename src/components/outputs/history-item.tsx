import type { RouterOutputs } from '@/client/trpc'
import { changesText } from '@/domain/citation-change'
import { limits } from '@/domain/limits'
import { modeLabels } from '@/domain/output-mode'
import { shownTitle } from '@/domain/visible-text'
import { Button } from '../ui/button'
import { countOf } from '../ui/count-of'
import { dateTime } from '../ui/date-time'
import { Icon } from '../ui/icon'
import { RenameForm } from '../ui/rename-form'
import { useEditing } from '../ui/use-editing'

type HistoryItemProps = {
	output: RouterOutputs['output']['list'][number]
	onOpen: () => void
	onPin: () => void
	onRemove: () => void
	/** Rejects where the server refuses. */
	onRename: (title: string) => Promise<unknown>
}

/** One text of the history, with the actions on it. */
export function HistoryItem({ output, onOpen, onPin, onRemove, onRename }: HistoryItemProps) {
	const { isEditing, button, start, stop } = useEditing()
	const { title, pinned, isShared, mode, sourcesCount, createdAt } = output
	const changes = changesText(output.changes)
	return (
		<li className="border-b border-line py-2">
			{isEditing ? (
				<div className="px-2 py-3">
					<RenameForm
						label="Title of the text"
						value={title}
						maxLength={limits.titleLength}
						onSave={onRename}
						onDone={stop}
					/>
				</div>
			) : (
				<button
					type="button"
					data-testid="outputs-history-item"
					data-output-id={output.id}
					onClick={onOpen}
					className="w-full rounded-md px-2 py-2 text-left hover:bg-sunken"
				>
					<span
						dir="auto"
						className="block font-serif text-lg leading-snug [overflow-wrap:anywhere]"
					>
						{shownTitle(title)}
					</span>
					<span className="mt-1 block text-sm text-ink-soft">
						{`${modeLabels[mode].name} · ${countOf(sourcesCount, 'source')} · ${dateTime(createdAt)}`}
						{pinned && <span> · Pinned</span>}
						{isShared && <span> · Shared</span>}
					</span>
					{changes && (
						<span className="mt-1 flex gap-1.5 text-sm text-danger">
							<span className="mt-0.5">
								<Icon name="warning" />
							</span>
							<span className="min-w-0">{changes}</span>
						</span>
					)}
				</button>
			)}
			{!isEditing && (
				<div className="flex flex-wrap">
					<Button
						variant="quiet"
						size="sm"
						aria-pressed={pinned}
						aria-label={`Pin “${shownTitle(title)}”`}
						onClick={onPin}
						className="aria-pressed:text-accent"
					>
						<Icon name="pin" filled={pinned} />
						Pin
					</Button>
					<Button
						ref={button}
						variant="quiet"
						size="sm"
						aria-label={`Rename “${shownTitle(title)}”`}
						onClick={start}
					>
						<Icon name="edit" />
						Rename
					</Button>
					<Button
						variant="quiet"
						size="sm"
						aria-label={`Delete “${shownTitle(title)}”`}
						onClick={onRemove}
					>
						<Icon name="trash" />
						Delete
					</Button>
				</div>
			)}
		</li>
	)
}
