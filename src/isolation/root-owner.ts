import { type SQL, sql } from 'drizzle-orm'
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
	doing: 'seed' | 'keep' | 'clean up'
}

/** A query for the worker that has the root under a live lease. Lock the root in an earlier statement. */
export function ownerOf({ root }: Adapter, rootId: string): SQL {
	return sql`select ${leaseColumns} from leases l
		where l.id = (select lease_id from ${root.table} where id = ${rootId}) and l.expires_at > now()`
}

/**
 * Throws ISOLATION_VIOLATION where the root is under the live lease of a worker that the caller is not. The caller is
 * the worker whose lease the request carries, or without one the worker that the request names. Does nothing with E2E
 * mode off.
 */
export async function requireOwner(adapter: Adapter, tx: Tx, claim: Claim): Promise<void> {
	const [owner] = await queryRows<Lease>(tx, ownerOf(adapter, claim.rootId))
	await refuseOthers(adapter.root.noun, tx, { ...claim, owner })
}

/** Refuses as `requireOwner` does, where the answer to `ownerOf` is known. */
export async function refuseOthers(
	noun: string,
	tx: Tx,
	{ caller, rootId, worker, doing, owner }: Claim & { owner: Lease | null | undefined },
): Promise<void> {
	if (!caller.env.e2eMode || !owner) return
	// A lease is proof of who calls, and a name is only a claim.
	const carried = await findLease(tx, caller.leaseId)
	const claimed = carried ?? worker
	if (claimed && isSameWorker(claimed, owner)) return
	const holder = carried ?? (worker ? claimant(worker) : null)
	const advice = {
		// Beside a lease a name counts for nothing.
		seed: `Seed under an id of your own${carried ? '' : ', or send the owner’s run, shard and worker as lease'}.`,
		keep: 'Keep the seed of your own worker.',
		'clean up': `Clean up your own ${noun}, or send the owner’s lease as x-seed-lease.`,
	}
	const who = holder ? capitalized(workerName(holder)) : 'A caller that names no worker'
	throw new IsolationError(
		'ISOLATION_VIOLATION',
		`${who} wanted to ${doing} ${noun} ${rootId}, which belongs to ${workerName(owner)}. Nothing was changed. ${advice[doing]}`,
		holder,
	)
}

/** The worker that a request names. It counts for the run, and against none of the worker's tests. */
function claimant({ run, shard, worker, label }: LeaseRequest): LeaseHolder {
	return { id: null, run, shard, worker, label: label ?? null }
}

/**
 * Throws ISOLATION_VIOLATION where a request with a lease would clean up a run: its other tests have their data there,
 * and its violations would be forgotten. A suite cleans a run up without a lease, before its tests and after them. Does
 * nothing with E2E mode off.
 */
export async function refuseTests(
	tx: Tx,
	noun: string,
	{ caller, run }: { caller: Caller; run: string },
): Promise<void> {
	if (!caller.env.e2eMode) return
	const carried = await findLease(tx, caller.leaseId)
	if (!carried) return
	throw new IsolationError(
		'ISOLATION_VIOLATION',
		`${capitalized(workerName(carried))} wanted to clean up run ${run}. Nothing was changed. Clean up your own ${noun}; a run is cleaned up without a lease, before its tests and after them.`,
		carried,
	)
}
