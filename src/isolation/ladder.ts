import { initTRPC, TRPCError } from '@trpc/server'
import { z } from 'zod'
import type { Adapter } from './adapter'
import type { Tx } from './database'
import { isIsolationError } from './errors'
import { decideGate } from './gate'
import { requireLiveLease } from './leases'
import { ownership } from './ownership'
import { RowId } from './protocol'
import type { IsolationContext } from './request'
import { type GroupAccess, inGroup, inRoot, type RootAccess } from './scope'
import { recordViolation } from './violations'

/** The rung that a procedure stands on: a test lists the procedures, and fails for one that stands on none. */
export type RungMeta = { rung?: string }

/** An input with the id of a root or group: `{ projectId }` for the noun `project`. */
const idOf = <Noun extends string>(noun: Noun) =>
	z.object({ [`${noun}Id`]: RowId }) as z.ZodObject<Record<`${Noun}Id`, typeof RowId>>

const idIn = (input: object, noun: string) => (input as Record<string, string>)[`${noun}Id`] ?? ''

/**
 * The rungs that guarded procedures stand on, for the application's own builder: `procedure.concat(rungs.rootQuery)`.
 * A rung names its root or group in the input, runs its procedure in one transaction, and gives that as `ctx.tx`.
 */
export function createLadder<Noun extends string, GroupNoun extends string, Row>(
	adapter: Adapter<Noun, GroupNoun, Row>,
) {
	const { root, group, messages } = adapter
	const t = initTRPC.context<IsolationContext>().meta<RungMeta>().create()

	/** A refusal of the guard is stored, so that the test that caused it fails even if its page hides it. */
	const recordsViolations = t.middleware(async ({ ctx, path, type, next }) => {
		const result = await next()
		if (!result.ok && isIsolationError(result.error)) {
			// A page may be closed before a slow server comes to what it read: nobody sees that answer.
			const isLateRead = type === 'query' && result.error.specificCode === 'STALE_LEASE'
			if (!(isLateRead && (await ctx.clientHasLeft())))
				await recordViolation(adapter, ctx.database, { error: result.error, procedure: path })
		}
		return result
	})

	const rung = (name: string) => t.procedure.meta({ rung: name }).use(recordsViolations)

	const rootRung = (name: string, access: RootAccess) =>
		rung(name)
			.input(idOf(root.noun))
			.use(({ ctx, input, next }) =>
				inRoot(adapter, { ctx, id: idIn(input, root.noun), access }, async (tx, row) => {
					const scope = { tx, [root.noun]: row } as { tx: Tx } & Record<Noun, Row>
					return orThrow(await next({ ctx: scope }))
				}),
			)

	const groupRung = (name: string, access: GroupAccess) => {
		const noun = group?.noun ?? ('group' as GroupNoun)
		return rung(name)
			.input(idOf(noun))
			.use(({ ctx, input, next }) =>
				inGroup(adapter, { ctx, id: idIn(input, noun), access }, async (tx) => {
					// Only what is put into a group needs to know whom it belongs to.
					const owner = await ownership(adapter, tx, ctx)
					return orThrow(await next({ ctx: { tx, owner } }))
				}),
			)
	}

	return {
		/** Reads of one root. Gives its row, by its noun. */
		rootQuery: rootRung('rootQuery', 'read'),

		/** Writes below a root, in a transaction that a reseed of the root waits for. Gives its row, by its noun. */
		rootMutation: rootRung('rootMutation', 'write'),

		/** Writes to the root's own row, or writes below it that must come one after the other. */
		rootExclusiveMutation: rootRung('rootExclusiveMutation', 'exclusive'),

		/** The one write that a deleted root takes. */
		rootRestoration: rootRung('rootRestoration', 'restore'),

		/** Long work on a root, which must hold no transaction: `ctx.step` runs a part of the work in one, guarded as the other rungs are. */
		rootWork: rung('rootWork')
			.input(idOf(root.noun))
			.use(({ ctx, input, next }) => {
				const id = idIn(input, root.noun)
				const step = <T>(access: 'read' | 'write', work: (tx: Tx, row: Row) => Promise<T>) =>
					inRoot(adapter, { ctx, id, access }, work)
				return next({ ctx: { step } })
			}),

		/** Reads of more than one root: one snapshot, and a lease must be current. Filter with `visibleTo`, or ask `openRoot`. */
		snapshotQuery: rung('snapshotQuery').use(({ ctx, next }) =>
			ctx.database.run('read', async (tx) => {
				if (ctx.leaseId !== null) await requireLiveLease(adapter, tx, { leaseId: ctx.leaseId })
				return orThrow(await next({ ctx: { tx } }))
			}),
		),

		/** Makes roots or groups outside of any. Gives `ctx.owner`, the columns that they get. */
		creation: rung('creation').use(({ ctx, next }) =>
			ctx.database.run('write', async (tx) => {
				const owner = await ownership(adapter, tx, ctx)
				return orThrow(await next({ ctx: { tx, owner } }))
			}),
		),

		/** Puts a root into a group. Gives `ctx.owner`, the columns that it gets. */
		groupAddition: groupRung('groupAddition', 'add'),

		/** Writes to the group's own row. */
		groupMutation: groupRung('groupMutation', 'exclusive'),

		/** The one write that a deleted group takes. */
		groupRestoration: groupRung('groupRestoration', 'restore'),

		/** The test helpers themselves: open to whom the gate lets pass. */
		testHelper: t.procedure.meta({ rung: 'testHelper' }).use(({ ctx, next }) => {
			const answer = decideGate(ctx.env.seeding, ctx.caller, messages)
			if (!answer.open) throw new TRPCError({ code: answer.code, message: answer.message })
			return next()
		}),
	}
}

/** Only a throw rolls a transaction back, and `next` never throws. */
function orThrow<Result extends { ok: boolean; error?: unknown }>(result: Result): Result {
	if (!result.ok) throw result.error
	return result
}
