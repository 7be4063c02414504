import { useCallback, useMemo, useRef } from 'react'
import { errorText } from '@/client/api-error'
import { outageOf } from '@/client/outage'
import { trpc } from '@/client/trpc'
import { countOf } from '../ui/count-of'
import { useToast } from '../ui/toast'
import { useUndo } from '../ui/undo'
import type { Undoable } from '../ui/undo-stack'
import type { FactChange } from './changed-facts'
import { useFactCache } from './use-fact-cache'
import { useFactEdits } from './use-fact-edits'
import { changedWords, unchangedWords, type Verdict } from './verdict-words'

export type { Verdict }

/** Tells of a change by the number of facts that it changed. */
type Told = (changed: number) => string

type SendOptions = { undoes?: boolean; onRefused?: (reason: string) => void }

/**
 * Changes to facts. A change is shown at once, sent after the one before it, and taken back when the server refuses it.
 * Each can be undone from its message, or with `undo`, which goes back one change at a time.
 */
export function useFactReview(projectId: string) {
	const show = useToast()
	const undos = useUndo()
	const cache = useFactCache(projectId)
	// One after the other, so that two quick changes of a fact cannot land in the wrong order.
	const scope = useMemo(() => ({ id: `fact-review-${projectId}` }), [projectId])
	const { mutateAsync: sendChanges } = trpc.fact.change.useMutation({ scope })
	const lastSent = useRef<Promise<unknown>>(Promise.resolve())
	const watchers = useRef(new Set<(factIds: ReadonlySet<string>) => void>())
	const place = `facts of ${projectId}`

	/** Tells of a change, with a message that offers to take it back. */
	const offerUndo = useCallback(
		(undoable: Omit<Undoable, 'place' | 'tell'>) =>
			undos.offer({
				...{ ...undoable, place },
				tell: (message, onUndo) => show(message, { onUndo, passing: true }),
			}),
		[undos, place, show],
	)

	const send = useCallback(
		async (changes: FactChange[], told: Told, { undoes = false, onRefused }: SendOptions = {}) => {
			const shown = cache.show(changes)
			const factIds = new Set(changes.flatMap(({ factIds }) => factIds))
			if (undoes) for (const watcher of watchers.current) watcher(factIds)
			try {
				const sending = sendChanges({ projectId, changes })
				lastSent.current = sending
				const { changed, gone, undo } = await sending
				shown.keep()
				const moved = changes.some(({ set }) => 'removed' in set)
				void (moved || gone.length > 0 ? cache.reload() : cache.recount(factIds))
				const lost = gone.length > 0 ? ` ${countOf(gone.length, 'fact')} had been removed.` : ''
				if (undoes) show(`Taken back.${lost}`, { passing: true })
				else if (changed > 0)
					offerUndo({
						message: told(changed) + lost,
						takeBack: () => send(undo, told, { undoes: true }).catch(onlyIfAway),
						problemOf: nothingChanged,
					})
				else if (lost) show(`Nothing was changed.${lost}`)
				else if (factIds.size > 1) show(told(0), { passing: true })
			} catch (error) {
				shown.takeBack()
				void cache.reload()
				// An undo that can be tried again is told with the way to do so.
				if (onRefused) onRefused(errorText(error))
				else if (!undoes || !outageOf(error)) show(nothingChanged(error))
				throw error
			}
		},
		[cache, offerUndo, projectId, sendChanges, show],
	)

	/** Resolves to whether the server took it. `onRefused` tells why it did not, in the place of a message. */
	const decide = useCallback(
		(factIds: readonly string[], verdict: Verdict, onRefused?: SendOptions['onRefused']) =>
			send(
				[{ factIds: [...factIds], set: verdict }],
				(changed) =>
					changed > 0
						? changedWords(verdict, factIds.length === 1 ? '' : `${countOf(changed, 'fact')}: `)
						: unchangedWords(verdict, factIds.length),
				{ onRefused },
			).then(
				() => true,
				() => false,
			),
		[send],
	)

	/** Tells which facts are taken back, until the function that it returns is called. */
	const watchUndo = useCallback((watcher: (factIds: ReadonlySet<string>) => void) => {
		watchers.current.add(watcher)
		return () => {
			watchers.current.delete(watcher)
		}
	}, [])

	const edits = useFactEdits(projectId, { scope, lastSent, offerUndo })

	/** Resolves once the server has answered everything that was done so far. */
	const settled = useCallback(() => lastSent.current.catch(() => {}), [])
	// Only the answer to a change says what takes it back.
	const undo = useCallback(async () => {
		await settled()
		await undos.undoLast(place)
	}, [settled, undos, place])
	return useMemo(
		() => ({ decide, ...edits, undo, watchUndo, settled, offerUndo }),
		[decide, edits, undo, watchUndo, settled, offerUndo],
	)
}

export type FactReview = ReturnType<typeof useFactReview>

const nothingChanged = (error: unknown) => `Nothing was changed. ${errorText(error)}`

/** Throws where the server did not decide, so that the change stays on the stack of undo. */
function onlyIfAway(error: unknown): void {
	if (outageOf(error)) throw error
}
