import type { TestedMutation } from './tested-mutation'

const isolation = ['src/server/seed/isolation.test.ts']
const fencing = ['src/server/seed/late-writes-fenced.test.ts']
const guard = 'src/isolation/guard.ts'
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
				...{ file: leases, find: 'if (row?.lease_id === lease.id) return lease' },
				replace: 'if (row) return lease',
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
]
