import type { TestedMutation } from './tested-mutation'

/** Mutations of what a server tells a suite about itself: its commit, and whether it is production's. */
export const identityMutations: TestedMutation[] = [
	{
		name: 'identity: the status tells no commit',
		tests: ['src/server/seed/status.test.ts'],
		edits: [
			{
				file: 'src/server/seed/seeding-status.ts',
				find: '\t\t\tcommit,',
				replace: '\t\t\tcommit: null,',
			},
		],
	},
	{
		name: 'identity: the build’s commit before the deployment’s',
		tests: ['src/server/process/env.test.ts'],
		edits: [
			{
				file: 'src/server/process/env.ts',
				find: 'values.VERCEL_GIT_COMMIT_SHA ?? values.BUILD_COMMIT',
				replace: 'values.BUILD_COMMIT ?? values.VERCEL_GIT_COMMIT_SHA',
			},
		],
	},
	{
		name: 'identity: a marked database passes for a production deployment',
		tests: ['src/server/process/running-server.test.ts'],
		edits: [
			{
				file: 'src/server/process/running-server.ts',
				find: "production: 'database' }",
				replace: "production: 'deployment' }",
			},
		],
	},
	{
		name: 'identity: the health does not tell what is production’s',
		tests: ['src/server/projects/project.test.ts'],
		edits: [
			{
				file: 'src/server/routers/health.ts',
				find: 'ctx.production ??',
				replace: 'null ??',
			},
		],
	},
]
