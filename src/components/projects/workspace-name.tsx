import { useState } from 'react'
import { trpc } from '@/client/trpc'
import { limits } from '@/domain/limits'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import { RenameForm } from '../ui/rename-form'

type WorkspaceNameProps = {
	headingId: string
	workspace: { id: string; name: string }
	onRemove: () => void
}

/** A workspace's name, which can be changed in place, and the way to delete it. */
export function WorkspaceName({ headingId, workspace, onRemove }: WorkspaceNameProps) {
	const utils = trpc.useUtils()
	const [renaming, setRenaming] = useState(false)
	const rename = trpc.workspace.rename.useMutation({
		onSuccess: async () => {
			void utils.workspace.list.invalidate()
			await utils.project.list.invalidate()
		},
	})
	const { id, name } = workspace
	return (
		<div className="mb-2 flex min-h-10 items-center gap-1">
			<h2
				id={headingId}
				className={
					renaming ? 'sr-only' : 'text-sm font-medium text-ink-soft [overflow-wrap:anywhere]'
				}
			>
				{name}
			</h2>
			{renaming ? (
				<RenameForm
					label="Name of the workspace"
					value={name}
					maxLength={limits.titleLength}
					onSave={(newName) => rename.mutateAsync({ workspaceId: id, name: newName })}
					onDone={() => setRenaming(false)}
				/>
			) : (
				<>
					<Button
						variant="quiet"
						size="icon"
						aria-label={`Rename workspace “${name}”`}
						title="Rename workspace"
						onClick={() => setRenaming(true)}
						className="shrink-0"
					>
						<Icon name="edit" />
					</Button>
					<Button
						variant="quiet"
						size="icon"
						aria-label={`Delete workspace “${name}”`}
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
