import { useState } from 'react'
import { errorText } from '@/client/error-text'
import { trpc } from '@/client/trpc'
import { countOf } from '../ui/count-of'

type Removed = { kind: 'project' | 'workspace'; id: string; message: string }

/** Outlasts the page that it was removed on, so that the way back is still there after a look elsewhere. */
let lastRemoved: Removed | null = null

/** Removal of projects, and of workspaces with theirs. What was removed last can be brought back; `tell` shows why something was not removed. */
export function useProjectRemoval(tell: (message: string) => void) {
	const utils = trpc.useUtils()
	const [removed, setRemoved] = useState(lastRemoved)
	function remember(next: Removed | null) {
		lastRemoved = next
		setRemoved(next)
	}
	const refresh = () => {
		void utils.project.invalidate()
		void utils.workspace.invalidate()
	}
	const restoration = { onSuccess: () => leave(), onSettled: refresh }
	const removeProject = trpc.project.remove.useMutation({
		onError: (error) => tell(`The project was not deleted. ${errorText(error)}`),
		onSettled: refresh,
	})
	const removeWorkspace = trpc.workspace.remove.useMutation({
		onError: (error) => tell(`The workspace was not deleted. ${errorText(error)}`),
		onSettled: refresh,
	})
	const restoreProject = trpc.project.restore.useMutation(restoration)
	const restoreWorkspace = trpc.workspace.restore.useMutation(restoration)

	// The notice goes with the button that had the focus.
	function leave() {
		remember(null)
		document.getElementById('main')?.focus({ preventScroll: true })
	}
	function note(next: Removed) {
		restoreProject.reset()
		restoreWorkspace.reset()
		remember(next)
	}

	return {
		removed,
		undoError: restoreProject.error ?? restoreWorkspace.error,
		removeProject: ({ id, title }: { id: string; title: string }) =>
			removeProject.mutate(
				{ projectId: id },
				{ onSuccess: () => note({ kind: 'project', id, message: `“${title}” is deleted.` }) },
			),
		removeWorkspace: ({ id, name }: { id: string; name: string }) =>
			removeWorkspace.mutate(
				{ workspaceId: id },
				{
					onSuccess: ({ projectsCount }) => {
						const gone =
							projectsCount === 0 ? 'is' : `and its ${countOf(projectsCount, 'project')} are`
						note({ kind: 'workspace', id, message: `Workspace “${name}” ${gone} deleted.` })
					},
				},
			),
		undo: () => {
			if (!removed || restoreProject.isPending || restoreWorkspace.isPending) return
			const { kind, id } = removed
			if (kind === 'project') restoreProject.mutate({ projectId: id })
			else restoreWorkspace.mutate({ workspaceId: id })
		},
		dismiss: leave,
	}
}
