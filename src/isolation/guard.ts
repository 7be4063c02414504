import { TRPCError } from '@trpc/server'
import { and, eq, getTableColumns, isNull, sql } from 'drizzle-orm'
import type { Adapter } from './adapter'
import { queryRows, type Tx } from './database'
import { IsolationError } from './errors'
import { capitalized, findLease, requireLiveLease, workerName } from './leases'
import { leaseHeader } from './protocol'
import type { IsolationContext } from './request'

export type Caller = Pick<IsolationContext, 'leaseId' | 'env'>

type Request = {
	id: string
	caller: Caller
	/** Whether a deleted row is found too. */
	deleted?: boolean
}
type RootRequest = Request & { lock?: 'share' | 'no key update' }

/**
 * Loads a root and returns its row, where the caller's lease allows it. The check is one comparison with the loaded
 * row. With the test helpers off every root is open. With E2E mode off every root is open to callers without a lease.
 * Throws NOT_FOUND, ISOLATION_VIOLATION, STALE_LEASE or LEASE_REQUIRED.
 */
export async function openRoot<Row>(
	adapter: Adapter<string, string, Row>,
	tx: Tx,
	{ id, caller, lock, deleted = false }: RootRequest,
): Promise<Row> {
	const { noun, table } = adapter.root
	// True for the root that the lease was given for, not for roots that its tests made. Then the lease is current.
	// The table is written out: Drizzle would shorten the column to `id`, which is that of the lease here.
	const isLeaseRoot = sql<boolean>`exists (select from leases l where l.id = ${table}.lease_id and l.root_id = ${table}.id)`
	const query = tx
		.select({
			row: getTableColumns(table),
			isLeaseRoot: caller.leaseId === null ? sql`true` : isLeaseRoot,
		})
		.from(table)
		.where(and(eq(table.id, id), deleted || !table.deletedAt ? undefined : isNull(table.deletedAt)))
	const [found] = await (lock ? query.for(lock) : query)
	const ownerLeaseId = (found?.row as { leaseId: string | null } | undefined)?.leaseId ?? null
	if (found && mayPass(caller, ownerLeaseId)) {
		// A root that a lease made outlives the lease where a user has added a row to the root.
		if (caller.leaseId !== null && !found.isLeaseRoot)
			await requireLiveLease(adapter, tx, { leaseId: caller.leaseId, lock: lock !== undefined })
		return found.row as Row
	}
	const touched = { what: `${noun} ${id}`, leaseId: ownerLeaseId, exists: found !== undefined }
	await refuseForeign(adapter, tx, { caller, touched })
	throw new TRPCError({ code: 'NOT_FOUND', message: `There is no ${noun} ${id}.` })
}

/**
 * Guards a group as `openRoot` guards a root, and throws the same. The owner is the lease that made the group, or the
 * lease of its seeded root.
 */
export async function openGroup(
	adapter: Adapter,
	tx: Tx,
	{ id, caller, deleted = false }: Request,
): Promise<void> {
	const { root, group } = adapter
	if (!group) throw new Error('The adapter names no group')
	const { deletedAt } = group.table
	const isThere =
		deleted || !deletedAt ? sql`` : sql`and g.${sql.identifier(deletedAt.name)} is null`
	const [found] = await queryRows<{ lease_id: string | null }>(
		tx,
		sql`select coalesce(g.lease_id, r.lease_id) as lease_id
			from ${group.table} g left join ${root.table} r on r.id = g.${sql.identifier(group.table.seedRootId.name)}
			where g.id = ${id} ${isThere}`,
	)
	if (found && mayPass(caller, found.lease_id)) return
	const what = `${group.noun} ${id}`
	const touched = { what, leaseId: found?.lease_id ?? null, exists: found !== undefined }
	await refuseForeign(adapter, tx, { caller, touched })
	throw new TRPCError({ code: 'NOT_FOUND', message: `There is no ${what}.` })
}

/**
 * Call this where a child was not found below the caller's root. With a lease it looks for the child below all other
 * roots. Without one it does nothing. Throws ISOLATION_VIOLATION where another worker has the child, or STALE_LEASE.
 */
export async function refuseForeignChild(
	adapter: Adapter,
	tx: Tx,
	{ noun, id, caller }: { noun: string; id: string; caller: Caller },
): Promise<void> {
	const column = adapter.children[noun]
	if (!column) throw new Error(`The adapter names no child “${noun}”`)
	if (caller.leaseId === null) return
	const [owner] = await queryRows<{ lease_id: string | null }>(
		tx,
		sql`select r.lease_id from ${column.table} t join ${adapter.root.table} r on r.id = t.${sql.identifier(column.name)} where t.id = ${id}`,
	)
	if (!owner || owner.lease_id === caller.leaseId) return
	const touched = { what: `${noun} ${id}`, leaseId: owner.lease_id, exists: true }
	await refuseForeign(adapter, tx, { caller, touched })
}

/** Whether the caller may use a row that the lease `ownerLeaseId` owns. `openRoot` and `openGroup` throw the reason. */
export function mayPass(caller: Caller, ownerLeaseId: string | null): boolean {
	if (caller.leaseId !== null) return caller.leaseId === ownerLeaseId
	return ownerLeaseId === null || !caller.env.seeding.enabled || !caller.env.e2eMode
}

type Touched = { what: string; leaseId: string | null; exists: boolean }

/** Throws ISOLATION_VIOLATION, STALE_LEASE or LEASE_REQUIRED; returns where the row is only missing. */
async function refuseForeign(
	adapter: Adapter,
	tx: Tx,
	{ caller, touched }: { caller: Caller; touched: Touched },
): Promise<void> {
	if (caller.leaseId === null) {
		if (!touched.exists) return
		const owner = await findLease(tx, touched.leaseId)
		throw new IsolationError(
			'LEASE_REQUIRED',
			`A request without ${leaseHeader} touched ${touched.what} of ${workerName(owner)}. ${adapter.messages.sendLease}`,
			owner && { ...owner, id: null },
		)
	}
	const own = await requireLiveLease(adapter, tx, { leaseId: caller.leaseId })
	if (!touched.exists) return
	const owner = await findLease(tx, touched.leaseId)
	throw new IsolationError(
		'ISOLATION_VIOLATION',
		`${capitalized(workerName(own))} touched ${touched.what}, which belongs to ${workerName(owner)}. Take ids from the seed fixture instead of writing them into the spec.`,
		own,
	)
}
