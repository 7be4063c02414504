import { TRPCError } from '@trpc/server'
import { and, asc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { cleanUp } from '../../src/isolation/cleanup'
import type { Tx } from '../../src/isolation/database'
import { type Caller, refuseForeignChild } from '../../src/isolation/guard'
import { keepSeed } from '../../src/isolation/kept-seed'
import { visibleTo } from '../../src/isolation/ownership'
import { LeaseRequest, RowId } from '../../src/isolation/protocol'
import { seedRoot } from '../../src/isolation/seed'
import { isolationStatus } from '../../src/isolation/status'
import { digestSql, uuidV3FromDigest } from '../../src/isolation/worker-ids'
import { adapter, boardMutation, creation, router, rungs } from './ladder'
import { boards, cards } from './tables'

const Title = z.object({ title: z.string().min(1).max(80) })
const Card = z.object({ cardId: RowId })

async function noCard(ctx: Caller & { tx: Tx }, id: string): Promise<TRPCError> {
	await refuseForeignChild(adapter, ctx.tx, { noun: 'card', id, caller: ctx }) // isolation
	return new TRPCError({ code: 'NOT_FOUND', message: `There is no card ${id} on this board.` })
}

const board = router({
	list: rungs.snapshotQuery.query(({ ctx }) =>
		ctx.tx
			.select({ id: boards.id, title: boards.title })
			.from(boards)
			.where(visibleTo(ctx, sql`${boards.leaseId}`)) // isolation
			.orderBy(asc(boards.createdAt), boards.id),
	),

	get: rungs.rootQuery.query(({ ctx: { board } }) => ({ id: board.id, title: board.title })),

	create: creation.input(Title).mutation(async ({ ctx, input }) => {
		const [made] = await ctx.tx
			.insert(boards)
			.values({
				...input,
				...ctx.owner, // isolation
			})
			.returning({ id: boards.id })
		return made
	}),
})

const card = router({
	list: rungs.rootQuery.query(({ ctx }) =>
		ctx.tx
			.select({ id: cards.id, text: cards.text })
			.from(cards)
			.where(eq(cards.boardId, ctx.board.id))
			.orderBy(asc(cards.place), cards.id),
	),

	add: boardMutation.input(z.object({ text: z.string() })).mutation(async ({ ctx, input }) => {
		const place = (await ctx.tx.$count(cards, eq(cards.boardId, ctx.board.id))) + 1
		const values = { boardId: ctx.board.id, text: input.text, place }
		const [added] = await ctx.tx.insert(cards).values(values).returning({ id: cards.id })
		return added
	}),

	move: boardMutation
		.input(Card.extend({ place: z.int().min(1) }))
		.mutation(async ({ ctx, input }) => {
			const [moved] = await ctx.tx
				.update(cards)
				.set({ place: input.place })
				.where(and(eq(cards.boardId, ctx.board.id), eq(cards.id, input.cardId)))
				.returning({ id: cards.id })
			if (!moved) throw await noCard(ctx, input.cardId)
			return moved
		}),
})

const seededCards = ['Write the plan', 'Ask three people', 'Throw the plan away']

const tests = router({
	seed: rungs.testHelper
		.input(z.object({ board_id: RowId, lease: LeaseRequest.optional() }))
		.mutation(async ({ ctx, input: { board_id, lease } }) => {
			const { leaseId, filled } = await seedRoot(adapter, ctx, {
				...{ rootId: board_id, reset: true, lease },
				async fill(tx) {
					await tx.execute(sql`insert into cards (id, board_id, text, place)
						select ${uuidV3FromDigest(digestSql(board_id, sql`'card/' || place`))}, ${board_id}, text, place
						from jsonb_array_elements_text(${JSON.stringify(seededCards)}::jsonb) with ordinality as card(text, place)`)
					return adapter.contentHash(tx, board_id)
				},
			})
			return { board_id, lease_id: leaseId, content_hash: filled ?? '' }
		}),

	keep: rungs.testHelper
		.input(z.object({ board_id: RowId, lease: LeaseRequest }))
		.mutation(async ({ ctx, input: { board_id, lease } }) => {
			const read = (tx: Tx) => adapter.contentHash(tx, board_id)
			const kept = await keepSeed(adapter, ctx, { rootId: board_id, lease, read })
			return kept && { board_id, lease_id: kept.leaseId, content_hash: kept.told ?? '' }
		}),

	cleanup: rungs.testHelper
		.input(z.object({ board_id: RowId.optional(), run: z.string().optional() }))
		.mutation(({ ctx, input: { board_id: rootId, run } }) =>
			cleanUp(adapter, ctx, { rootId, run }),
		),

	status: rungs.testHelper
		.input(
			z.object({
				board_id: RowId.optional(),
				run: z.string().optional(),
				lease_id: RowId.optional(),
			}),
		)
		.query(({ ctx, input: { board_id: rootId, run, lease_id: leaseId } }) =>
			ctx.database.run('read', (tx) => isolationStatus(adapter, tx, { run, leaseId, rootId })),
		),
})

export const appRouter = router({ board, card, tests })
export type BoardsRouter = typeof appRouter
