import { TRPCError } from '@trpc/server'
import { z } from 'zod'
import { isSpecificError } from '@/isolation/errors'
import type { Database } from '../db/client'
import { learnOfMark } from '../db/production-mark'
import { anonymousProcedure } from '../ladder'

const probes = new WeakMap<Database, Promise<unknown>>()

/**
 * Asks the database whether it answers and whether another server has marked it. Calls at the same time share one
 * answer. Throws SERVICE_UNAVAILABLE.
 */
function probe(database: Database): Promise<unknown> {
	const running = probes.get(database)
	if (running) return running
	const started = database
		.run('health', (tx) => learnOfMark(database, tx))
		.finally(() => probes.delete(database))
	probes.set(database, started)
	return started
}

const Health = z.object({
	status: z.literal('ok'),
	database: z.enum(['postgresql', 'embedded']),
	build_id: z.string(),
	e2e_mode: z.boolean(),
	/** Why the server is production's, which nobody seeds: its deployment or the mark of its database; null: it is not. */
	production: z.enum(['deployment', 'database']).nullable(),
})

export const healthProcedure = anonymousProcedure
	.meta({
		openapi: {
			method: 'GET',
			path: '/health',
			summary: 'Whether the application and its database answer',
			protect: false,
		},
	})
	.output(Health)
	.query(async ({ ctx }) => {
		try {
			await probe(ctx.database)
		} catch (cause) {
			if (isSpecificError(cause)) throw cause
			throw new TRPCError({ code: 'SERVICE_UNAVAILABLE', cause })
		}
		const { isMarked, kind } = ctx.database
		return {
			status: 'ok' as const,
			database: kind,
			build_id: ctx.buildId,
			e2e_mode: ctx.env.e2eMode && !isMarked,
			production: ctx.production ?? (isMarked ? ('database' as const) : null),
		}
	})
