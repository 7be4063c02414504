import { errorText } from '@/client/api-error'
import { trpc } from '@/client/trpc'
import { shownTitle } from '@/domain/visible-text'
import { countOf } from '../ui/count-of'
import { useToast } from '../ui/toast'
import { useUndo } from '../ui/undo'

/** Where the list of projects offers to bring one back. */
export const projectsPlace = 'projects'

/** Removal of projects, and of workspaces with their projects. Each can be taken back. */
export function useProjectRemoval() {
	const utils = trpc.useUtils()
	const tell = useToast()
	const { offer } = useUndo()
	const refresh = () => {
		void utils.project.invalidate()
		void utils.workspace.invalidate()
	}
	const removal = (noun: string) => ({
		onError: (error: unknown) => tell(`The ${noun} was not deleted. ${errorText(error)}`),
		onSettled: refresh,
	})
	const removeProject = trpc.project.remove.useMutation(removal('project'))
	const removeWorkspace = trpc.workspace.remove.useMutation(removal('workspace'))
	const restoreProject = trpc.project.restore.useMutation({ onSettled: refresh })
	const restoreWorkspace = trpc.workspace.restore.useMutation({ onSettled: refresh })

	/** For a promise whose failure `onError` tells. */
	const isTold = () => {}
	const offerUndo = (message: string, takeBack: () => Promise<unknown>) =>
		offer({
			...{ place: projectsPlace, message, takeBack },
			problemOf: (error) => `It is still deleted. ${errorText(error)}`,
		})

	// A callback of `mutate` would not be called once the page is left, nor for the first of two deletions at once.
	return {
		removeProject: ({ id, title }: { id: string; title: string }) =>
			removeProject
				.mutateAsync({ projectId: id })
				.then(
					() =>
						offerUndo(`“${shownTitle(title)}” is deleted.`, () =>
							restoreProject.mutateAsync({ projectId: id }),
						),
					isTold,
				),
		removeWorkspace: ({ id, name }: { id: string; name: string }) =>
			removeWorkspace.mutateAsync({ workspaceId: id }).then(({ projectsCount }) => {
				const gone = projectsCount === 0 ? 'is' : `and its ${countOf(projectsCount, 'project')} are`
				offerUndo(`Workspace “${shownTitle(name)}” ${gone} deleted.`, () =>
					restoreWorkspace.mutateAsync({ workspaceId: id }),
				)
			}, isTold),
	}
}
