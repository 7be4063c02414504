import { cleanup } from '@/isolation/cleanup'
import { seedingStatus } from '@/isolation/status'
import { router, testHelperProcedure } from '../ladder'
import { seedProject } from '../seed/seed-project'
import {
	CleanupRequest,
	CleanupResponse,
	SeedRequest,
	SeedResponse,
	StatusRequest,
	StatusResponse,
} from '../seed/seed-request'

export const testHelpersRouter = router({
	seed: testHelperProcedure
		.meta({
			openapi: { method: 'POST', path: '/test/seed', summary: 'Make the seed of one worker' },
		})
		.input(SeedRequest)
		.output(SeedResponse)
		.mutation(({ ctx, input }) => seedProject(ctx.database, input)),

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
		.mutation(async ({ ctx, input }) => ({
			status: 'ok' as const,
			deleted: await cleanup(ctx.database, input),
		})),

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
		.query(({ ctx, input }) =>
			seedingStatus({
				database: ctx.database,
				e2eMode: ctx.env.e2eMode,
				buildId: ctx.buildId,
				commit: ctx.commit,
				run: input.run,
				projectId: input.project_id,
				leaseId: input.lease_id,
			}),
		),
})
