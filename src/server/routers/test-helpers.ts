import { cleanUp } from '@/isolation/cleanup'
import { router, testHelperProcedure } from '../ladder'
import { adapter } from '../seed/adapter'
import { keepProject } from '../seed/keep-project'
import { seedProject } from '../seed/seed-project'
import {
	CleanupRequest,
	CleanupResponse,
	KeepRequest,
	KeepResponse,
	SeedRequest,
	SeedResponse,
	StatusRequest,
	StatusResponse,
} from '../seed/seed-request'
import { seedingStatus } from '../seed/seeding-status'

export const testHelpersRouter = router({
	seed: testHelperProcedure
		.meta({
			openapi: { method: 'POST', path: '/test/seed', summary: 'Make the seed of one worker' },
		})
		.input(SeedRequest)
		.output(SeedResponse)
		.mutation(({ ctx, input }) => seedProject(ctx, input)),

	keep: testHelperProcedure
		.meta({
			openapi: {
				method: 'POST',
				path: '/test/keep',
				summary: 'Hand a worker’s seed on to its next test',
			},
		})
		.input(KeepRequest)
		.output(KeepResponse)
		.mutation(({ ctx, input }) => keepProject(ctx, input)),

	cleanup: testHelperProcedure
		.meta({
			openapi: {
				method: 'DELETE',
				path: '/test/cleanup',
				summary: 'Delete a seed, or the seeds of a run',
			},
		})
		.input(CleanupRequest)
		.output(CleanupResponse)
		.mutation(async ({ ctx, input: { project_id: rootId, run, shard } }) => {
			// Else the time of a seed could be stored after its run was cleaned up.
			await ctx.followUps?.settle()
			const deleted = await cleanUp(adapter, ctx, { rootId, run, shard })
			return { status: 'ok' as const, deleted }
		}),

	status: testHelperProcedure
		.meta({
			openapi: {
				method: 'GET',
				path: '/test/status',
				summary: 'What a suite checks before and after a run',
			},
		})
		.input(StatusRequest)
		.output(StatusResponse)
		.query(async ({ ctx, input }) => {
			await ctx.followUps?.settle()
			return seedingStatus(ctx, input)
		}),
})
