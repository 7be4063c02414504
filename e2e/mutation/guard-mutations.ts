import type { TestedMutation } from './tested-mutation'

const isolation = ['src/server/seed/isolation.test.ts']
const fencing = ['src/server/seed/late-writes-fenced.test.ts']
const order = ['src/server/workspaces/lock-order.test.ts']
const races = ['src/server/sources/removal-races.test.ts']
const rollback = ['src/server/rollback.test.ts']
const guard = 'src/isolation/guard.ts'
const ladder = 'src/isolation/ladder.ts'
const leases = 'src/isolation/leases.ts'
const scope = 'src/isolation/scope.ts'

export const guardMutations: TestedMutation[] = [
	{
		name: 'lease: another one may pass',
		tests: isolation,
		edits: [
			{
				...{ file: guard, find: 'return caller.leaseId === ownerLeaseId' },
				replace: 'return true',
			},
		],
	},
	{
		name: 'lease: not required in E2E mode',
		tests: isolation,
		edits: [
			{
				...{ file: guard, find: ' || !caller.env.seeding.enabled || !caller.env.e2eMode' },
				replace: ' || true',
			},
		],
	},
	{
		name: 'lease: a stale one is live',
		tests: isolation,
		edits: [
			{
				...{ file: leases, find: 'if (lease.id === current) return' },
				replace: 'if (current !== null) return',
			},
		],
	},
	{
		...{ name: 'fence: the project not locked', tests: fencing, needsServer: true },
		edits: [{ file: guard, find: 'lock ? query.for(lock) : query', replace: 'query' }],
	},
	{
		...{ name: 'fence: the lease not locked', tests: fencing, needsServer: true },
		edits: [
			{
				file: leases,
				find: 'lock ? sql`${leaseOfRoot} for share` : leaseOfRoot',
				replace: 'leaseOfRoot',
			},
		],
	},
	{
		...{ name: 'fence: writers lock nothing', tests: fencing, needsServer: true },
		edits: [{ file: scope, find: "write: 'share'", replace: 'write: undefined' }],
	},
	{
		...{ name: 'fence: writers of the project lock nothing', tests: fencing, needsServer: true },
		edits: [{ file: scope, find: "exclusive: 'no key update'", replace: 'exclusive: undefined' }],
	},
	{
		...{ name: 'lock order: the workspace not locked first', tests: order, needsServer: true },
		edits: [
			{
				...{ file: scope, find: 'exclusive: sql`for no key update`' },
				replace: 'exclusive: sql``',
			},
		],
	},
	{
		name: 'lock order: a deleted workspace not locked first',
		...{ tests: order, needsServer: true },
		edits: [{ file: scope, find: 'restore: sql`for no key update`', replace: 'restore: sql``' }],
	},
	{
		name: 'lock order: the workspace of a new project not locked',
		...{ tests: races, needsServer: true },
		edits: [{ file: scope, find: 'add: sql`for share`', replace: 'add: sql``' }],
	},
	{
		...{ name: 'rollback: not on the rungs of a project', tests: rollback },
		edits: [
			{
				...{ file: ladder, find: 'orThrow(await next({ ctx: scope }))' },
				replace: 'await next({ ctx: scope })',
			},
		],
	},
	{
		...{ name: 'rollback: not on the rungs of a workspace', tests: rollback },
		edits: [
			{
				...{ file: ladder, find: 'orThrow(await next({ ctx: { tx, owner } })),' },
				replace: 'await next({ ctx: { tx, owner } }),',
			},
		],
	},
	{
		...{ name: 'rollback: not on the rung of creation', tests: rollback },
		edits: [
			{
				...{ file: ladder, find: 'return orThrow(await next({ ctx: { tx, owner } }))' },
				replace: 'return await next({ ctx: { tx, owner } })',
			},
		],
	},
	{
		...{ name: 'lease: an expired one is kept', tests: ['src/server/seed/cleanup.test.ts'] },
		edits: [
			{
				...{ file: 'src/isolation/leftovers.ts', find: 'where expired or place' },
				replace: 'where place',
			},
		],
	},
	{
		name: 'seed: the facts of a user deleted before the refusal',
		tests: ['src/server/seed/seed-rules.test.ts'],
		edits: [
			{
				file: 'src/isolation/seed.ts',
				find: 'where id = ${rootId} and seeded),',
				replace: 'where id = ${rootId}),',
			},
		],
	},
	{
		name: 'seed: insertions overtake the deletions',
		tests: ['src/server/seed/seed-order.test.ts'],
		edits: [
			{
				...{ file: 'src/isolation/seed.ts', find: 'nextTurn().then(() => order.fill(tx))' },
				replace: 'order.fill(tx)',
			},
		],
	},
	{
		name: 'prepared: behind a pooler too',
		...{ tests: ['src/server/db/prepared-statements.test.ts'], needsServer: true },
		edits: [
			{
				...{ file: 'src/server/db/prepared-statements.ts', find: 'row?.pid === state.pid' },
				replace: 'row !== undefined',
			},
		],
	},
	{
		name: 'lease: any number of stale ones is kept',
		tests: ['src/server/seed/cleanup.test.ts'],
		edits: [
			{
				...{ file: 'src/isolation/leftovers.ts', find: ' or place > ${keptLeases}::int' },
				replace: '',
			},
		],
	},
]
