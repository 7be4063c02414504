import { sql } from 'drizzle-orm'
import type { Adapter } from './adapter'
import { queryRows, type Tx } from './database'
import { IsolationError, type LeaseHolder } from './errors'
import type { Caller } from './guard'
import {
	capitalized,
	findLease,
	isSameWorker,
	type Lease,
	leaseColumns,
	workerName,
} from './leases'
import type { LeaseRequest } from './protocol'

type Claim = {
	caller: Caller
	rootId: string
	/** The worker that the request names. */
	worker?: LeaseRequest
	doing: 'seed' | 'clean up'
	/** The lease that the root has. */
	leaseId: string | null
}

/**
 * Throws ISOLATION_VIOLATION where the root is under the live lease of a worker that the caller is not. The caller is
 * the worker whose lease the request carries, or without one the worker that the request names. Does nothing with E2E
 * mode off.
 */
export async function requireOwner(
	adapter: Adapter,
	tx: Tx,
	{ caller, rootId, worker, doing, leaseId }: Claim,
): Promise<void> {
	if (!caller.env.e2eMode || leaseId === null) return
	const [owner] = await queryRows<Lease>(
		tx,
		sql`select ${leaseColumns} from leases l where l.id = ${leaseId} and l.expires_at > now()`,
	)
	if (!owner) return
	// A lease is proof of who calls, and a name is only a claim.
	const carried = await findLease(tx, caller.leaseId)
	const claimed = carried ?? worker
	if (claimed && isSameWorker(claimed, owner)) return
	const holder = carried ?? (worker ? await asHolder(adapter, tx, worker) : null)
	const { noun } = adapter.root
	const who = holder ? capitalized(workerName(holder)) : 'A caller that names no worker'
	throw new IsolationError(
		'ISOLATION_VIOLATION',
		`${who} wanted to ${doing} ${noun} ${rootId}, which belongs to ${workerName(owner)}. Nothing was changed. ${adviceTo[doing]}`,
		holder,
	)
}

const adviceTo = {
	seed: 'Seed under an id of your own, or send the owner’s run, shard and worker as lease.',
	'clean up': 'Clean up your own run, or send the owner’s lease as x-seed-lease.',
}

/** The worker with its newest live lease, for which its test is told of a violation. */
async function asHolder(
	{ root }: Adapter,
	tx: Tx,
	{ run, shard, worker, label }: LeaseRequest,
): Promise<LeaseHolder> {
	const [lease] = await queryRows<Lease>(
		tx,
		sql`select ${leaseColumns} from leases l join ${root.table} r on r.id = l.root_id and r.lease_id = l.id
			where l.run = ${run} and l.shard = ${shard} and l.worker = ${worker}
			order by l.created_at desc limit 1`,
	)
	if (lease) return lease
	return { id: null, run, shard, worker, label: label ?? null }
}

/**
 * Throws ISOLATION_VIOLATION where the caller's lease is of another run than the one that it would clean up. Does
 * nothing with E2E mode off.
 */
export async function refuseOtherRun(
	tx: Tx,
	{ caller, run }: { caller: Caller; run: string },
): Promise<void> {
	if (!caller.env.e2eMode) return
	const carried = await findLease(tx, caller.leaseId)
	if (!carried || carried.run === run) return
	throw new IsolationError(
		'ISOLATION_VIOLATION',
		`${capitalized(workerName(carried))} wanted to clean up run ${run}. Nothing was changed. Clean up your own run.`,
		carried,
	)
}
