import { trpc } from '@/client/trpc'
import { limits } from '@/domain/limits'
import { shownTitle } from '@/domain/visible-text'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import { RenameForm } from '../ui/rename-form'
import { useEditing } from '../ui/use-editing'

type WorkspaceNameProps = {
	headingId: string
	workspace: { id: string; name: string }
	onRemove: () => void
}

/** A workspace's name, which can be changed in place, and the way to delete it. */
export function WorkspaceName({ headingId, workspace, onRemove }: WorkspaceNameProps) {
	const utils = trpc.useUtils()
	const { isEditing, button, start, stop } = useEditing()
	const { id, name } = workspace

	async function rename(newName: string) {
		await utils.client.workspace.rename.mutate({ workspaceId: id, name: newName })
		void utils.workspace.list.invalidate()
		await utils.project.list.invalidate()
	}

	return (
		<div className="mb-2 flex min-h-10 items-center gap-1">
			<h2
				dir="auto"
				id={headingId}
				className={
					isEditing ? 'sr-only' : 'text-sm font-medium text-ink-soft [overflow-wrap:anywhere]'
				}
			>
				{shownTitle(name)}
			</h2>
			{isEditing ? (
				<RenameForm
					label="Name of the workspace"
					value={name}
					maxLength={limits.titleLength}
					onSave={rename}
					onDone={stop}
				/>
			) : (
				<>
					<Button
						ref={button}
						variant="quiet"
						size="icon"
						aria-label={`Rename workspace “${shownTitle(name)}”`}
						title="Rename workspace"
						onClick={start}
						className="shrink-0"
					>
						<Icon name="edit" />
					</Button>
					<Button
						variant="quiet"
						size="icon"
						aria-label={`Delete workspace “${shownTitle(name)}”`}
						title="Delete workspace"
						onClick={onRemove}
						className="shrink-0"
					>
						<Icon name="trash" />
					</Button>
				</>
			)}
		</div>
	)
}
