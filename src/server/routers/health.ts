import { TRPCError } from '@trpc/server'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from '../db/client'
import { isSpecificError } from '../errors'
import { anonymousProcedure } from '../trpc'

const probes = new WeakMap<Database, Promise<unknown>>()

/** Asks the database for a sign of life; who asks meanwhile shares the answer. Throws SERVICE_UNAVAILABLE. */
function probe(database: Database): Promise<unknown> {
	const running = probes.get(database)
	if (running) return running
	const started = database
		.run('health', (tx) => tx.execute(sql`select 1`))
		.finally(() => probes.delete(database))
	probes.set(database, started)
	return started
}

const Health = z.object({
	status: z.literal('ok'),
	database: z.enum(['postgresql', 'embedded']),
	build_id: z.string(),
	e2e_mode: z.boolean(),
	/** What makes the server production's, where nobody seeds: how it is deployed, or the mark of its database. */
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
		return {
			status: 'ok' as const,
			database: ctx.database.kind,
			build_id: ctx.buildId,
			e2e_mode: ctx.env.e2eMode,
			production: ctx.production,
		}
	})
