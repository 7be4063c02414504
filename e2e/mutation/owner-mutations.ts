import type { TestedMutation } from './tested-mutation'

const claims = ['src/server/seed/root-owner.test.ts']
const endings = ['src/server/seed/lease-endings.test.ts']
const whose = ['src/server/seed/whose-violation.test.ts']
const kept = ['src/server/seed/kept-seed.test.ts']
const keeping = 'src/isolation/kept-seed.ts'
const owner = 'src/isolation/root-owner.ts'
const seed = 'src/isolation/seed.ts'
const cleanup = 'src/isolation/cleanup.ts'
const granted = 'src/isolation/granted-leases.ts'
const ladder = 'src/isolation/ladder.ts'
const leases = 'src/isolation/leases.ts'

function mutation(
	name: string,
	tests: string[],
	...[file, find, replace]: [string, string, string]
): TestedMutation {
	return { name, tests, edits: [{ file, find, replace }] }
}

/** Who may seed and clean up, how a lease ends, and which test a violation counts against. */
export const ownerMutations: TestedMutation[] = [
	mutation(
		'owner: anybody may seed',
		claims,
		...[seed, 'await refuseOthers(root.noun, tx, {', 'void ({'],
	),
	mutation(
		'owner: anybody may clean up',
		claims,
		...[cleanup, 'await requireOwner(adapter, tx, {', 'void ({'],
	),
	mutation(
		'owner: a test may clean up a run',
		claims,
		...[cleanup, 'await refuseTests(tx, noun, {', 'void ({'],
	),
	mutation(
		'owner: anybody may keep',
		claims,
		...[keeping, 'await requireOwner(adapter, tx, {', 'void ({'],
	),
	mutation(
		'owner: the lease of the request is not enough',
		claims,
		...[owner, 'const claimed = carried ?? worker', 'const claimed = worker'],
	),
	mutation(
		'owner: a test is told to send a name that counts for nothing',
		claims,
		...[owner, "${carried ? '' : ', or", "${!carried ? '' : ', or"],
	),
	mutation(
		'owner: any worker is the same',
		claims,
		...[leases, ' && one.shard === other.shard && one.worker === other.worker', ''],
	),
	mutation(
		'owner: an expired lease is live',
		endings,
		...[owner, '${rootId}) and l.expires_at > now()', '${rootId})'],
	),
	mutation(
		'owner: a caller that has left may seed',
		endings,
		...[seed, 'await refuseIfLeft(clientHasLeft)', 'void clientHasLeft'],
	),
	mutation(
		'owner: a mere name counts against a test',
		claims,
		...[
			owner,
			'return { id: null, run, shard, worker,',
			'return { id: "c0ffee00-0000-4000-8000-000000000000", run, shard, worker,',
		],
	),
	mutation(
		'further seed: under a lease that has ended',
		claims,
		...[seed, 'if (carriedId !== null && carried?.rootId !== rootId)', 'if (false)'],
	),
	mutation(
		'further seed: of its own root under a lease that has ended',
		claims,
		...[seed, 'if (carried?.rootId === rootId)', 'if (false)'],
	),
	mutation(
		'further seed: its workspace stays with the lease',
		claims,
		...[seed, 'change: { ...(reset && own), leaseId: carried,', 'change: { ...(reset && own),'],
	),
	mutation(
		'further seed: without the lease',
		claims,
		...[granted, 'set lease_id = ${carried} where', 'set lease_id = null where'],
	),
	mutation(
		'ending: a deleted seed is forgotten at once',
		endings,
		...[cleanup, 'and ended is null`', '`'],
	),
	mutation('ending: never forgotten', endings, ...[cleanup, 'if (found?.ended)', 'if (false)']),
	mutation(
		'ending: the next worker not named',
		endings,
		...[leases, 'if (!isSameWorker(lease, next))', 'if (false)'],
	),
	mutation(
		'violation: of all tests that had the lease',
		whose,
		...[
			'src/isolation/status.ts',
			'violations.created_at < l.taken_at or violations.label is distinct from l.label',
			'false',
		],
	),
	mutation(
		'violation: facts that a test adds begin a new test',
		whose,
		...[
			granted,
			'update leases set expires_at = ${expiresAt}',
			'update leases set expires_at = ${expiresAt}, taken_at = now()',
		],
	),
	mutation(
		'kept: the lease keeps the first label',
		kept,
		...[keeping, 'label = ${worker.label ?? null}', 'label = label'],
	),
	mutation(
		'kept: the lease keeps the first time',
		whose,
		...[keeping, 'taken_at = ${takenAt}, ', ''],
	),
	mutation(
		'kept: a violation of the same instant is the next test’s',
		whose,
		...[
			keeping,
			"greatest(now(), (select max(created_at) + interval '1 microsecond' from violations where lease_id = ${current}))",
			'now()',
		],
	),
	mutation(
		'kept: the lease of any worker',
		kept,
		...[keeping, ' and worker = ${worker.worker}', ''],
	),
	mutation('kept: the lease of any run', kept, ...[keeping, 'and run = ${worker.run} ', '']),
	mutation(
		'kept: by a caller that has left',
		kept,
		...[keeping, 'await refuseIfLeft(clientHasLeft)', 'void clientHasLeft'],
	),
	mutation(
		'kept: further seeds expire as before',
		kept,
		...[keeping, 'where lease_id = ${kept.id} for', 'where id = ${rootId} for'],
	),
	mutation(
		'kept: waits for further seeds',
		['src/server/seed/seed-concurrency.test.ts'],
		...[keeping, ' skip locked', ''],
	),
	mutation(
		'violation: without a lease against the owner',
		whose,
		...['src/isolation/guard.ts', 'owner && { ...owner, id: null },', 'owner,'],
	),
	mutation(
		'violation: of any stranger',
		whose,
		...[ladder, 'return hasLease || mayBeOfSuite(', 'return true || mayBeOfSuite('],
	),
	mutation(
		'violation: of callers with the token only',
		whose,
		...[ladder, 'return hasLease || mayBeOfSuite(', 'return mayBeOfSuite('],
	),
	mutation(
		'violation: of a caller that has left',
		['src/server/seed/leases-and-people.test.ts'],
		...[ladder, "if (specificCode === 'STALE_LEASE' && ", 'if (false && '],
	),
	mutation(
		'violation: of a seed not recorded',
		claims,
		...[ladder, '.use(recordsViolations),', ','],
	),
]
