import { useRouter } from 'next/router'
import { useCallback } from 'react'
import { errorText } from '@/client/api-error'
import { trpc } from '@/client/trpc'
import { shownTitle } from '@/domain/visible-text'
import { useFactCache } from '../facts/use-fact-cache'
import type { FactReview } from '../facts/use-fact-review'
import type { Selection } from '../facts/use-selection'
import { countOf } from '../ui/count-of'
import { useToast } from '../ui/toast'

type Source = { id: string; title: string }
type Options = {
	review: Pick<FactReview, 'offerUndo'>
	selection: Pick<Selection, 'drop'>
	onRemoved: (sourceId: string) => void
}

/**
 * Deletes a source with its facts, which leave the selection and the view. The message that tells of it offers the way
 * back. The returned function rejects where the server refuses.
 */
export function useSourceRemoval(projectId: string, { review, selection, onRemoved }: Options) {
	const utils = trpc.useUtils()
	const router = useRouter()
	const tell = useToast()
	const cache = useFactCache(projectId)
	const { mutateAsync: sendRemoval } = trpc.source.remove.useMutation()
	const { mutateAsync: sendRestoration } = trpc.source.restore.useMutation()
	const { offerUndo } = review
	const { drop } = selection

	const reload = useCallback(() => {
		void cache.reload()
		void utils.source.get.invalidate()
		void utils.project.list.invalidate()
	}, [cache, utils])

	return useCallback(
		async ({ id, title: stored }: Source) => {
			const title = shownTitle(stored)
			const { factIds } = await sendRemoval({ projectId, sourceId: id })
			drop(factIds)
			// Its item goes with the drawer: the focus would be given back to what is about to leave.
			utils.source.list.setData({ projectId }, (list) => list?.filter((each) => each.id !== id))
			onRemoved(id)
			const { source, ...query } = router.query
			if (source === id)
				await router.replace({ pathname: router.pathname, query }, undefined, {
					...{ shallow: true, scroll: false },
				})
			reload()
			const gone = factIds.length === 0 ? 'is' : `and its ${countOf(factIds.length, 'fact')} are`
			offerUndo({
				message: `“${title}” ${gone} deleted.`,
				async takeBack() {
					await sendRestoration({ projectId, sourceId: id }).finally(reload)
					tell('Taken back.', { passing: true })
				},
				problemOf: (error) => `“${title}” is still deleted. ${errorText(error)}`,
			})
		},
		[
			drop,
			offerUndo,
			onRemoved,
			projectId,
			reload,
			router,
			sendRemoval,
			sendRestoration,
			tell,
			utils,
		],
	)
}
