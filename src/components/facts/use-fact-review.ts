import { useCallback, useMemo, useRef } from 'react'
import { errorCode, errorText } from '@/client/error-text'
import { trpc } from '@/client/trpc'
import { statusLabels } from '@/domain/fact-status'
import { countOf } from '../ui/count-of'
import { type Fact, type FactChange, useFactCache } from './use-facts'
import { useShownChanges } from './use-shown-changes'

/** A new value of something about a fact that can be taken back. */
export type Verdict = Omit<FactChange, 'factIds'>

type ShowMessage = (message: string, options?: { onUndo?: () => void; passing?: boolean }) => void

/**
 * Changes to facts, shown at once, one sent after the other, and taken back when the server refuses. Each can be undone
 * from its message, or with `undo`, which goes back one change at a time.
 */
export function useFactReview(projectId: string, show: ShowMessage) {
	const { patch, isLoading } = useFactCache(projectId)
	const showChanges = useShownChanges(projectId)
	const utils = trpc.useUtils()
	// One after the other, so that two quick changes of a fact cannot land in the wrong order.
	const scope = { id: `fact-review-${projectId}` }
	const { mutateAsync: sendChanges } = trpc.fact.change.useMutation({ scope })
	const { mutateAsync: sendClaim } = trpc.fact.editClaim.useMutation({ scope })
	const undos = useRef<(() => void)[]>([])
	const lastSent = useRef<Promise<unknown>>(Promise.resolve())

	const reload = useCallback(() => {
		void utils.fact.list.invalidate({ projectId })
		void utils.source.list.invalidate({ projectId })
	}, [projectId, utils])

	/** Tells of a change and offers to take it back, by its message and as the last one of `undo`. */
	const offerUndo = useCallback(
		(message: string, takeBack: () => void) => {
			const onUndo = () => {
				undos.current = undos.current.filter((each) => each !== onUndo)
				takeBack()
			}
			undos.current.push(onUndo)
			show(message, { onUndo, passing: true })
		},
		[show],
	)

	const send = useCallback(
		async (changes: FactChange[], told: (changed: number) => string, undoes = false) => {
			const shown = showChanges(changes)
			try {
				const sending = sendChanges({ projectId, changes })
				lastSent.current = sending
				const { changed, gone, undo } = await sending
				shown.keep()
				const moved = changes.some(({ removed }) => removed !== undefined)
				if (moved || gone.length > 0 || isLoading()) reload()
				const lost = gone.length > 0 ? ` ${countOf(gone.length, 'fact')} had been removed.` : ''
				if (undoes) show(`Taken back.${lost}`, { passing: true })
				else if (changed > 0) offerUndo(told(changed) + lost, () => void send(undo, told, true))
				else if (lost) show(`Nothing was changed.${lost}`)
				return true
			} catch (error) {
				shown.takeBack()
				show(`Nothing was changed. ${errorText(error)}`)
				reload()
				return false
			}
		},
		[isLoading, offerUndo, projectId, reload, sendChanges, show, showChanges],
	)

	/** Resolves to whether the server took it. */
	const decide = useCallback(
		(factIds: readonly string[], verdict: Verdict) =>
			send([{ factIds: [...factIds], ...verdict }], (changed) =>
				messageOf(verdict, factIds.length === 1 ? '' : `${countOf(changed, 'fact')}: `),
			),
		[send],
	)

	/** Throws what the server answers; CONFLICT where `fact` is not as it is there. */
	const editClaim = useCallback(
		async (fact: Pick<Fact, 'id' | 'claim' | 'version'>, claim: string, quiet = false) => {
			const sending = sendClaim({ projectId, factId: fact.id, claim, version: fact.version })
			lastSent.current = sending
			const saved = await sending
			patch(fact.id, saved)
			if (isLoading()) reload()
			if (quiet) return show('Taken back.', { passing: true })
			offerUndo('Claim changed.', () => {
				editClaim(saved, fact.claim, true).catch((error) => {
					show(`The claim was not changed back. ${errorText(error)}`)
					if (errorCode(error)) reload()
				})
			})
		},
		[isLoading, offerUndo, patch, projectId, reload, sendClaim, show],
	)

	/** Resolves once the server has answered everything that was done so far. */
	const settled = useCallback(() => lastSent.current.catch(() => {}), [])
	// Only the answer says what takes a change back.
	const undo = useCallback(async () => {
		await settled()
		undos.current.at(-1)?.()
	}, [settled])
	return useMemo(
		() => ({ decide, editClaim, undo, settled, offerUndo, tell: show }),
		[decide, editClaim, undo, settled, offerUndo, show],
	)
}

export type FactReview = ReturnType<typeof useFactReview>

function messageOf({ status, pinned, keyClaim, removed }: Verdict, subject: string): string {
	const text = status
		? statusLabels[status]
		: removed !== undefined
			? 'Removed'
			: pinned !== undefined
				? pinned
					? 'Pinned'
					: 'Unpinned'
				: keyClaim
					? 'Key claim'
					: 'No key claim'
	return `${subject}${text}.`
}
