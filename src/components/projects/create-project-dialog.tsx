import { useRouter } from 'next/router'
import { useRef, useState } from 'react'
import { trpc } from '@/client/trpc'
import { limits } from '@/domain/limits'
import { isVisible, shownTitle } from '@/domain/visible-text'
import { Dialog } from '../ui/dialog'
import { controlClass, Field } from '../ui/field'
import { FormFooter } from '../ui/form-footer'
import { Select } from '../ui/select'
import { useToast } from '../ui/toast'
import { useForm } from '../ui/use-form'

const newWorkspace = 'new'

/** Asks for a title and a workspace, makes what is missing, and goes to the new project. */
export function CreateProjectDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
	const router = useRouter()
	const tell = useToast()
	const utils = trpc.useUtils()
	const titleField = useRef<HTMLInputElement>(null)
	const workspaces = trpc.workspace.list.useQuery(undefined, { enabled: open })
	const [title, setTitle] = useState('')
	const [chosen, setChosen] = useState<string | null>(null)
	const [workspaceName, setWorkspaceName] = useState('My research')

	const existing = workspaces.data ?? []
	const workspaceId = chosen ?? existing[0]?.id ?? newWorkspace
	const isNew = workspaceId === newWorkspace

	async function createWorkspace() {
		const workspace = await utils.client.workspace.create.mutate({ name: workspaceName })
		if (!workspace) throw new TypeError('The answer holds no workspace')
		// A second attempt uses the workspace that the first one made.
		utils.workspace.list.setData(undefined, (list) => [workspace, ...(list ?? [])])
		setChosen(workspace.id)
		return workspace.id
	}

	const form = useForm({
		problems: {
			title: !isVisible(title) && 'Give the project a title.',
			workspace: isNew && !isVisible(workspaceName) && 'Give the workspace a name.',
		},
		fieldOf: { name: 'workspace' },
		failed: (reason) => `The project was not created. ${reason}`,
		isReady: !workspaces.isLoading,
		send: async () => {
			const home = isNew ? await createWorkspace() : workspaceId
			const project = await utils.client.project.create.mutate({ workspaceId: home, title })
			void utils.project.list.invalidate()
			if (!project) throw new TypeError('The answer holds no project')
			return project
		},
		sent: (project, isLeft) => {
			const go = () => router.push(`/project/${project.id}`)
			if (!isLeft) return go()
			setTitle((current) => (current === title ? '' : current))
			tell(`“${shownTitle(project.title)}” is created.`, { onOpen: () => void go() })
		},
	})

	return (
		<Dialog
			open={open}
			onClose={onClose}
			initialFocus={titleField}
			title="New project"
			description="A project holds the sources, facts and texts of one question."
		>
			<form {...form.props}>
				<Field label="Title" error={form.problemOf('title')}>
					{(control) => (
						<input
							{...control}
							dir="auto"
							ref={titleField}
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
								...existing.map(({ id, name }) => ({ value: id, label: shownTitle(name) })),
								{ value: newWorkspace, label: 'New workspace…' },
							]}
						/>
					</div>
				)}
				{isNew && (
					<Field
						label="Name of the workspace"
						hint="Workspaces keep projects that belong together."
						error={form.problemOf('workspace')}
					>
						{(control) => (
							<input
								{...control}
								dir="auto"
								value={workspaceName}
								maxLength={limits.titleLength}
								onChange={(event) => setWorkspaceName(event.target.value)}
								autoComplete="off"
								className={`${controlClass} h-10`}
							/>
						)}
					</Field>
				)}
				<FormFooter form={form} submit="Create project" submitting="Creating…" onCancel={onClose} />
			</form>
		</Dialog>
	)
}
