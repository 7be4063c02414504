import { useRouter } from 'next/router'
import { type FormEvent, useState } from 'react'
import { errorText } from '@/client/error-text'
import { trpc } from '@/client/trpc'
import { limits } from '@/domain/limits'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { controlClass, Field } from '../ui/field'
import { Select } from '../ui/select'

const newWorkspace = 'new'

/** Asks for a title and a workspace, makes what is missing, and goes to the new project. */
export function CreateProjectDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
	const router = useRouter()
	const utils = trpc.useUtils()
	const workspaces = trpc.workspace.list.useQuery(undefined, { enabled: open })
	const createWorkspace = trpc.workspace.create.useMutation()
	const createProject = trpc.project.create.useMutation()
	const [title, setTitle] = useState('')
	const [chosen, setChosen] = useState<string | null>(null)
	const [workspaceName, setWorkspaceName] = useState('My research')
	const [missing, setMissing] = useState<'title' | 'workspace' | null>(null)

	const existing = workspaces.data ?? []
	const workspaceId = chosen ?? existing[0]?.id ?? newWorkspace
	const failure = createWorkspace.error ?? createProject.error
	const pending = createWorkspace.isPending || createProject.isPending || workspaces.isLoading

	async function submit(event: FormEvent) {
		event.preventDefault()
		if (pending) return
		if (!title.trim()) return setMissing('title')
		const isNew = workspaceId === newWorkspace
		if (isNew && !workspaceName.trim()) return setMissing('workspace')
		setMissing(null)
		createProject.reset()
		try {
			let home = workspaceId
			if (isNew) {
				const workspace = await createWorkspace.mutateAsync({ name: workspaceName })
				if (!workspace) return
				home = workspace.id
				// A second attempt uses the workspace that the first one made.
				utils.workspace.list.setData(undefined, (list) => [workspace, ...(list ?? [])])
				setChosen(home)
			}
			const project = await createProject.mutateAsync({ workspaceId: home, title })
			void utils.project.list.invalidate()
			if (project) await router.push(`/project/${project.id}`)
		} catch {
			// Shown from the mutations' own state.
		}
	}

	return (
		<Dialog
			open={open}
			onClose={onClose}
			title="New project"
			description="A project holds the sources, facts and texts of one question."
		>
			<form onSubmit={submit} noValidate>
				<Field
					label="Title"
					error={missing === 'title' && !title.trim() ? 'Give the project a title.' : null}
				>
					{(control) => (
						<input
							{...control}
							data-autofocus
							value={title}
							maxLength={limits.titleLength}
							onChange={(event) => setTitle(event.target.value)}
							autoComplete="off"
							className={`${controlClass} h-10`}
						/>
					)}
				</Field>
				{existing.length > 0 && (
					<div className="mb-4">
						<p className="mb-1.5 text-sm font-medium" aria-hidden="true">
							Workspace
						</p>
						<Select
							label="Workspace"
							testId="workspace-trigger"
							value={workspaceId}
							onChange={setChosen}
							className="w-full"
							options={[
								...existing.map(({ id, name }) => ({ value: id, label: name })),
								{ value: newWorkspace, label: 'New workspace…' },
							]}
						/>
					</div>
				)}
				{workspaceId === newWorkspace && (
					<Field
						label="Name of the workspace"
						hint="Workspaces keep projects that belong together."
						error={
							missing === 'workspace' && !workspaceName.trim() ? 'Give the workspace a name.' : null
						}
					>
						{(control) => (
							<input
								{...control}
								value={workspaceName}
								maxLength={limits.titleLength}
								onChange={(event) => setWorkspaceName(event.target.value)}
								autoComplete="off"
								className={`${controlClass} h-10`}
							/>
						)}
					</Field>
				)}
				{failure && (
					<p role="alert" className="mb-4 text-sm text-danger">
						The project was not created. {errorText(failure)}
					</p>
				)}
				<div className="flex justify-end gap-3">
					<Button onClick={onClose}>Cancel</Button>
					<Button type="submit" variant="primary" aria-disabled={pending}>
						{createProject.isPending ? 'Creating…' : 'Create project'}
					</Button>
				</div>
			</form>
		</Dialog>
	)
}
