import { initTRPC, TRPCError } from '@trpc/server'
import { z } from 'zod'
import { type Adapter, requireCascades } from './adapter'
import type { Tx } from './database'
import { type IsolationError, isIsolationError } from './errors'
import { decideGate, mayBeOfSuite } from './gate'
import { requireLiveLease } from './leases'
import { ownership } from './ownership'
import { RowId } from './protocol'
import type { IsolationContext } from './request'
import { type GroupAccess, inGroup, inRoot, type RootAccess } from './scope'
import { recordViolation } from './violations'

/** Names the rung of a procedure, so that a test can fail for a procedure without a rung. */
export type RungMeta = { rung?: string }

/** The input with the id of a root or group: `{ projectId }` for a noun such as `project`. */
const idOf = <Noun extends string>(noun: Noun) =>
	z.object({ [`${noun}Id`]: RowId }) as z.ZodObject<Record<`${Noun}Id`, typeof RowId>>

const idIn = (input: object, noun: string) => (input as Record<string, string>)[`${noun}Id`] ?? ''

/**
 * Makes the rungs: procedure builders with the guard. `procedure.concat(rungs.rootQuery)` makes a guarded procedure,
 * whose input names its root or group. A rung runs its procedure in one transaction, `ctx.tx`. Throws where the
 * adapter's tables cannot be cleaned up.
 */
export function createLadder<Noun extends string, GroupNoun extends string, Row>(
	adapter: Adapter<Noun, GroupNoun, Row>,
) {
	requireCascades(adapter)
	const { root, group, messages } = adapter
	const t = initTRPC.context<IsolationContext>().meta<RungMeta>().create()

	/** Stores each refusal of the guard, so that the test that caused it fails even if the page hides the error. */
	const recordsViolations = t.middleware(async ({ ctx, path, next }) => {
		const result = await next()
		if (!result.ok && isIsolationError(result.error) && (await isOfTest(ctx, result.error)))
			await recordViolation(adapter, ctx.database, { error: result.error, procedure: path })
		return result
	})

	/** Whether a refusal says something about a test, and not about a stranger or a page that is gone. */
	const isOfTest = async (ctx: IsolationContext, { specificCode, holder }: IsolationError) => {
		// A page may be closed before a slow server comes to its request. The test has ended, and nothing was changed.
		if (specificCode === 'STALE_LEASE' && (await ctx.clientHasLeft())) return false
		// Only the gate gives leases.
		const hasLease = ctx.leaseId !== null && holder !== null
		return hasLease || mayBeOfSuite(ctx.env.seeding, ctx.request)
	}

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
				inGroup(adapter, { ctx, id: idIn(input, noun), access }, async (tx, owner) =>
					orThrow(await next({ ctx: { tx, owner } })),
				),
			)
	}

	return {
		/** Reads one root and its children. Gives the root's row as `ctx[noun]`. */
		rootQuery: rootRung('rootQuery', 'read'),

		/**
		 * Writes children, in a transaction that the next seed of the root waits for. Gives the root's row as `ctx[noun]`.
		 */
		rootMutation: rootRung('rootMutation', 'write'),

		/** Writes the root's own row, or children that only one transaction at a time may write. */
		rootExclusiveMutation: rootRung('rootExclusiveMutation', 'exclusive'),

		/** Restores a deleted root, which no other rung finds. */
		rootRestoration: rootRung('rootRestoration', 'restore'),

		/** Long work on a root, without an open transaction. `ctx.step` runs a part of the work in a guarded transaction. */
		rootWork: rung('rootWork')
			.input(idOf(root.noun))
			.use(({ ctx, input, next }) => {
				const id = idIn(input, root.noun)
				const step = <T>(access: 'read' | 'write', work: (tx: Tx, row: Row) => Promise<T>) =>
					inRoot(adapter, { ctx, id, access }, work)
				return next({ ctx: { step } })
			}),

		/** Reads any roots in one snapshot; a lease must be current. The procedure has to use `visibleTo` or `openRoot`. */
		snapshotQuery: rung('snapshotQuery').use(({ ctx, next }) =>
			ctx.database.run('read', async (tx) => {
				if (ctx.leaseId !== null) await requireLiveLease(adapter, tx, { leaseId: ctx.leaseId })
				return orThrow(await next({ ctx: { tx } }))
			}),
		),

		/** Makes groups, or roots without a given group. Gives `ctx.owner`, the columns of isolation for the new rows. */
		creation: rung('creation').use(({ ctx, next }) =>
			ctx.database.run('write', async (tx) => {
				const owner = await ownership(adapter, tx, ctx)
				return orThrow(await next({ ctx: { tx, owner } }))
			}),
		),

		/** Puts a root into a group. Gives `ctx.owner`, the columns of isolation for the new row. */
		groupAddition: groupRung('groupAddition', 'add'),

		/** Writes the group's own row. */
		groupMutation: groupRung('groupMutation', 'exclusive'),

		/** Restores a deleted group, which no other rung finds. */
		groupRestoration: groupRung('groupRestoration', 'restore'),

		/** For the test helpers: the gate decides about each call, and no lease is needed. */
		testHelper: t.procedure
			.meta({ rung: 'testHelper' })
			.use(({ ctx, next }) => {
				const answer = decideGate(ctx.env.seeding, ctx.request, messages)
				if (!answer.open) throw new TRPCError({ code: answer.code, message: answer.message })
				return next()
			})
			.use(recordsViolations),
	}
}

/** Throws the error of a result. Only a throw rolls a transaction back, and tRPC's `next` never throws. */
function orThrow<Result extends { ok: boolean; error?: unknown }>(result: Result): Result {
	if (!result.ok) throw result.error
	return result
}
