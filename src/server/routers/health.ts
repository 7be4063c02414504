import { TRPCError } from '@trpc/server'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { isSpecificError } from '../errors'
import { anonymousProcedure } from '../trpc'

const Health = z.object({
	status: z.literal('ok'),
	database: z.enum(['postgresql', 'embedded']),
	build_id: z.string(),
	e2e_mode: z.boolean(),
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
			await ctx.database.run('health', (tx) => tx.execute(sql`select 1`))
		} catch (cause) {
			if (isSpecificError(cause)) throw cause
			throw new TRPCError({ code: 'SERVICE_UNAVAILABLE', cause })
		}
		return {
			status: 'ok' as const,
			database: ctx.database.kind,
			build_id: ctx.buildId,
			e2e_mode: ctx.env.e2eMode,
		}
	})
