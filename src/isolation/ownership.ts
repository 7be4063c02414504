import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/server/db/client'
import { leases } from '@/server/db/schema'
import type { RequestContext } from '@/server/http/request-context'
import { requireLiveLease } from './guard'

type Caller = Pick<RequestContext, 'leaseId' | 'env'>

/** The columns of a project or workspace that the caller makes: a leased caller's belong to its lease and end with it. Holds the lease until the transaction ends. */
export async function ownership(tx: Tx, caller: Caller) {
	if (caller.leaseId === null) return { leaseId: null, seeded: false, expiresAt: null }
	const lease = await requireLiveLease(tx, caller.leaseId, true)
	const expiresAt = sql<Date>`(select expires_at from ${leases} where id = ${lease.id})`
	return { leaseId: lease.id, seeded: true, expiresAt }
}

/** The rows of a list that the caller may see: a leased caller those of its lease, others those without one. With the test helpers off everybody sees all. */
export function visibleTo(caller: Caller, ownerLeaseId: SQL): SQL | undefined {
	if (!caller.env.seeding.enabled) return undefined
	return caller.leaseId === null
		? sql`${ownerLeaseId} is null`
		: sql`${ownerLeaseId} = ${caller.leaseId}::uuid`
}
