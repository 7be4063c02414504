import { type RefObject, useCallback, useMemo } from 'react'
import { errorCode, errorText } from '@/client/api-error'
import { outageOf } from '@/client/outage'
import { type RouterInputs, type RouterOutputs, trpc } from '@/client/trpc'
import { useToast } from '../ui/toast'
import type { Undoable } from '../ui/undo-stack'
import { useFactCache } from './use-fact-cache'
import type { Fact } from './use-facts'

type Seen = Pick<Fact, 'id' | 'version'>
type At = { factId: string; version: number }
type Answer = RouterOutputs['fact']['editClaim' | 'requote' | 'annotate']
type Values<Verb extends keyof RouterInputs['fact']> = Omit<
	Exclude<RouterInputs['fact'][Verb], void>,
	'projectId' | 'factId' | 'version' | 'status'
>

type Edit<Value> = {
	send: (edit: At & Value) => Promise<Answer>
	value: Value
	/** What was edited, in a sentence's words. */
	subject: 'Claim' | 'Quote' | 'Note and tags'
}

type Options = {
	/** Edits are sent one after the other with everything else of the same scope. */
	scope: { id: string }
	lastSent: RefObject<Promise<unknown>>
	offerUndo: (undoable: Omit<Undoable, 'place' | 'tell'>) => void
}

/**
 * Edits of one fact, which need the version that the editor saw. Each is shown once the server has it, and can be undone.
 * They throw what the server answers; CONFLICT where the fact is not as it was seen.
 */
export function useFactEdits(projectId: string, { scope, lastSent, offerUndo }: Options) {
	const show = useToast()
	const cache = useFactCache(projectId)
	const { client } = trpc.useUtils()
	const { mutateAsync: sendClaim } = trpc.fact.editClaim.useMutation({ scope })
	const { mutateAsync: sendQuote } = trpc.fact.requote.useMutation({ scope })
	const { mutateAsync: sendNote } = trpc.fact.annotate.useMutation({ scope })

	const edit = useCallback(
		async <Value extends object>(
			{ id: factId, version }: Seen,
			{ send, value, subject }: Edit<Value>,
		) => {
			const sendShown = async (edit: Value & At) => {
				const sending = send(edit)
				lastSent.current = sending
				const { undo, ...saved } = await sending
				cache.patch(saved)
				// Another quote is also another passage in the source.
				void (subject === 'Quote' ? cache.reload() : cache.recount(new Set([factId])))
				return { undo, saved }
			}
			const { undo, saved } = await sendShown({ ...value, factId, version })
			if (!undo) return
			// The server answers the former values of the fields that it was sent.
			const before = undo as unknown as Value
			const isStill = (now: Fact) =>
				Object.keys(undo).every(
					(field) =>
						JSON.stringify(now[field as keyof Fact]) ===
						JSON.stringify(saved[field as keyof typeof saved]),
				)
			const problemOf = (error: unknown) =>
				`${subject}: nothing was changed back. ${errorText(error)}`
			async function takeBack() {
				try {
					await sendShown({ ...before, factId, version: saved.version }).catch(async (error) => {
						if (errorCode(error) !== 'CONFLICT') throw error
						const now = await client.fact.get.query({ projectId, factId })
						// Only something else was changed, or its status to and fro: this edit still stands.
						if (!isStill(now)) throw error
						await sendShown({ ...before, factId, version: now.version })
					})
					show('Taken back.', { passing: true })
				} catch (error) {
					if (outageOf(error)) throw error
					show(problemOf(error))
					void cache.reload()
				}
			}
			const isDecided = 'status' in undo && undo.status !== 'pending'
			offerUndo({
				message: `${subject} changed.${isDecided ? ' It is to review again.' : ''}`,
				...{ takeBack, problemOf },
			})
		},
		[cache, client, lastSent, offerUndo, projectId, show],
	)

	return useMemo(
		() => ({
			editClaim: (seen: Seen, claim: string) =>
				edit(seen, {
					send: (input) => sendClaim({ projectId, ...input }),
					...{ value: { claim }, subject: 'Claim' },
				}),
			requote: (seen: Seen, value: Values<'requote'>) =>
				edit(seen, {
					send: (input) => sendQuote({ projectId, ...input }),
					...{ value, subject: 'Quote' },
				}),
			annotate: (seen: Seen, value: Values<'annotate'>) =>
				edit(seen, {
					send: (input) => sendNote({ projectId, ...input }),
					...{ value, subject: 'Note and tags' },
				}),
		}),
		[edit, projectId, sendClaim, sendQuote, sendNote],
	)
}
