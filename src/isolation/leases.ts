import { sql } from 'drizzle-orm'
import type { Adapter } from './adapter'
import { queryRows, type Tx } from './database'
import { IsolationError, type LeaseHolder } from './errors'
import { isUuid, type WorkerSlot } from './worker-ids'

export type Lease = LeaseHolder & {
	id: string
	/** null: the root is gone. */
	rootId: string | null
	/** Why the root is gone. */
	ended: 'cleaned' | 'expired' | null
}

/** The columns of a `Lease`, for a statement that selects from `leases l`. */
export const leaseColumns = sql`l.id, l.root_id as "rootId", l.run, l.shard::float8, l.worker::float8, l.label, l.ended`

/** The lease of this id, current or stale; null where no lease has the id. */
export async function findLease(tx: Tx, leaseId: string | null): Promise<Lease | null> {
	if (leaseId === null || !isUuid(leaseId)) return null
	const [lease] = await queryRows<Lease>(
		tx,
		sql`select ${leaseColumns} from leases l where l.id = ${leaseId}`,
	)
	return lease ?? null
}

/** `worker 3 of run nightly, shard 2 in “the test's title”`. */
export function workerName(lease: LeaseHolder | null): string {
	if (!lease) return 'nobody (no worker seeded it)'
	const shard = lease.shard > 0 ? `, shard ${lease.shard}` : ''
	const label = lease.label ? ` in “${lease.label}”` : ''
	return `worker ${lease.worker} of run ${lease.run}${shard}${label}`
}

export function capitalized(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1)
}

export function isSameWorker(one: WorkerSlot, other: WorkerSlot): boolean {
	return one.run === other.run && one.shard === other.shard && one.worker === other.worker
}

/**
 * The lease of this id, which must be the current lease of its root. With `lock` the lease stays current until the
 * transaction ends. Throws STALE_LEASE, an `IsolationError` with HTTP status 409.
 */
export async function requireLiveLease(
	{ root }: Adapter,
	tx: Tx,
	{ leaseId, lock = false }: { leaseId: string; lock?: boolean },
): Promise<Lease> {
	const lease = await findLease(tx, leaseId)
	if (!lease)
		throw new IsolationError(
			'STALE_LEASE',
			`The lease ${leaseId} does not exist: it was never given, or ended long ago.${seedAgain}`,
			null,
		)
	const leaseOfRoot = sql`select lease_id from ${root.table} where id = ${lease.rootId}`
	const [row] = await queryRows<{ lease_id: string | null }>(
		tx,
		lock ? sql`${leaseOfRoot} for share` : leaseOfRoot,
	)
	await refuseStale(root.noun, tx, { lease, current: row?.lease_id ?? null })
	return lease
}

/** Throws STALE_LEASE where `current`, the id of the lease that the root has, is another. */
export async function refuseStale(
	noun: string,
	tx: Tx,
	{ lease, current }: { lease: Lease; current: string | null },
): Promise<void> {
	if (lease.id === current) return
	const next = await findLease(tx, current)
	throw new IsolationError('STALE_LEASE', reasonOfEnd(noun, lease, next), lease)
}

const seedAgain = ' Seed again and send the lease_id of the answer.'

/** How a lease ended and what to do about it. `next` is the lease that its root has now. */
function reasonOfEnd(noun: string, lease: Lease, next: Lease | null): string {
	const seed = `The ${noun} of ${workerName(lease)}`
	if (lease.ended === 'cleaned') return `${seed} was cleaned up.${seedAgain}`
	if (lease.ended === 'expired') return `${seed} expired and was swept.${seedAgain}`
	if (lease.rootId === null) return `${seed} was deleted.${seedAgain}`
	if (next === null) return `${seed} was seeded again without a lease.${seedAgain}`
	if (!isSameWorker(lease, next))
		return `${seed} was taken over by ${workerName(next)}. Take ids from the seed fixture instead of writing them into the spec.`
	const test = next.label ? ` for its test “${next.label}”` : ''
	return `The lease of ${workerName(lease)} has been replaced by a newer seed of the same worker${test}. A request outlived its test: await it before the test ends. Two runs at once need two names: set E2E_RUN_ID=random.`
}
