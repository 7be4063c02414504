import { errorText } from '@/client/api-error'
import { trpc } from '@/client/trpc'
import { shownTitle } from '@/domain/visible-text'
import { useUndo } from '../ui/undo'

/** Pin, name and removal of a project's outputs. What `place` names offers to bring a removed one back. */
export function useHistoryChanges(projectId: string) {
	const utils = trpc.useUtils()
	const { offer } = useUndo()
	const place = `outputs of ${projectId}`
	const refresh = () => utils.output.invalidate()
	const pin = trpc.output.setPinned.useMutation({ onSuccess: refresh })
	const name = trpc.output.rename.useMutation({ onSuccess: refresh })
	const remove = trpc.output.remove.useMutation({ onSuccess: refresh })
	const restore = trpc.output.restore.useMutation({ onSuccess: refresh })

	return {
		place,
		error: pin.error ?? remove.error,
		setPinned: (outputId: string, pinned: boolean) => pin.mutate({ projectId, outputId, pinned }),
		rename: (outputId: string, title: string) => name.mutateAsync({ projectId, outputId, title }),
		// A callback of `mutate` would not be called once the panel is closed, nor for the first of two deletions at once.
		remove: ({ id, title }: { id: string; title: string }) =>
			remove.mutateAsync({ projectId, outputId: id }).then(
				() =>
					offer({
						...{ place, message: `“${shownTitle(title)}” is deleted.` },
						takeBack: () => restore.mutateAsync({ projectId, outputId: id }),
						problemOf: (error) => `It is still deleted. ${errorText(error)}`,
					}),
				() => {}, // `error` tells it.
			),
	}
}
