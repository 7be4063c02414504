import { initTRPC, TRPCError } from '@trpc/server'
import type { Adapter } from '../../src/isolation/adapter'
import { formatError } from '../../src/isolation/error-shape'
import { createLadder, type RungMeta } from '../../src/isolation/ladder'
import type { IsolationContext } from '../../src/isolation/request'
import { type Board, boards, cards, hashOfBoard } from './tables'

// A line that ends with `isolation` is what an application adds to be guarded.

export const adapter: Adapter<'board', never, Board> = {
	root: { noun: 'board', table: boards, seedRow: (id) => ({ title: `Board ${id.slice(-4)}` }) }, // isolation
	children: { card: cards.boardId }, // isolation
	contentHash: hashOfBoard, // isolation
	messages: { switch: 'BOARDS_TEST=on', token: 'BOARDS_TOKEN', sendLease: 'Use our fixtures.' }, // isolation
}

/** `user`: who asks, from the cookie of the sign-in. */
export type Context = IsolationContext & { user: string | null }

const t = initTRPC.context<Context>().meta<RungMeta>().create({
	errorFormatter: formatError, // isolation
})
export const { router } = t

/** The application had this rung before isolation: only signed-in users may write. */
const signedIn = t.procedure.use(({ ctx, next }) => {
	if (ctx.user === null) throw new TRPCError({ code: 'UNAUTHORIZED', message: 'Sign in first.' })
	return next()
})

export const rungs = createLadder(adapter) // isolation
export const creation = signedIn.concat(rungs.creation) // isolation
export const boardMutation = signedIn.concat(rungs.rootMutation) // isolation
