import { useCallback, useState } from 'react'
import { trpc } from '@/client/trpc'

/** Pin, name and removal of a project's outputs. The output that was removed last can be brought back. */
export function useHistoryChanges(projectId: string) {
	const utils = trpc.useUtils()
	const [removed, setRemoved] = useState<{ id: string; title: string } | null>(null)
	const refresh = () => utils.output.invalidate()
	const pin = trpc.output.setPinned.useMutation({ onSuccess: refresh })
	const name = trpc.output.rename.useMutation({ onSuccess: refresh })
	const remove = trpc.output.remove.useMutation({ onSuccess: refresh })
	const restore = trpc.output.restore.useMutation({ onSuccess: refresh })

	return {
		removed,
		error: pin.error ?? remove.error,
		undoError: restore.error,
		setPinned: (outputId: string, pinned: boolean) => pin.mutate({ projectId, outputId, pinned }),
		rename: (outputId: string, title: string) => name.mutateAsync({ projectId, outputId, title }),
		remove: ({ id, title }: { id: string; title: string }) =>
			remove.mutate({ projectId, outputId: id }, { onSuccess: () => setRemoved({ id, title }) }),
		undoRemove: () => {
			if (!removed || restore.isPending) return
			restore.mutate({ projectId, outputId: removed.id }, { onSuccess: () => setRemoved(null) })
		},
		dismissRemoved: useCallback(() => setRemoved(null), []),
	}
}
