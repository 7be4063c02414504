import { type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Adapter } from './adapter'
import { queryRows, type Tx } from './database'
import type { IsolationStatus, LiveLease } from './protocol'
import { rowDigests } from './row-digests'

type Status = z.output<typeof IsolationStatus>
type Live = z.output<typeof LiveLease> & { root_id: string }

type Question = { run?: string; shard?: number; leaseId?: string; rootId?: string }

/**
 * The leases, violations and seed times of a run, or of one shard of it, for a suite; without `run` those of the
 * root, and without either of all runs. `leaseId` narrows `violations` to those of the test that has that lease.
 */
export async function isolationStatus(
	adapter: Adapter,
	tx: Tx,
	question: Question,
): Promise<Status & { live_leases: Live[]; content_hash: string | null }> {
	const { root, contentHash } = adapter
	const { leaseId, rootId } = question
	const ofAsked = askedOf(root.table, question, sql`leases.id`)
	const violating = askedOf(root.table, question, sql`lease_id`)
	const ofLease =
		leaseId === undefined
			? sql`true`
			: sql`lease_id = ${leaseId} and not exists (select from leases l where l.id = ${leaseId}
					and (violations.created_at < l.taken_at or violations.label is distinct from l.label))`
	const timings = sql`count(*)::int as count,
		percentile_disc(0.5) within group (order by seed_ms) as p50_ms,
		percentile_disc(0.95) within group (order by seed_ms) as p95_ms`
	const timed = sql`from seed_times where ${timedBy(root.table, question)}`
	const [seeds] = await queryRows<Status['seeds']>(tx, sql`select ${timings} ${timed}`)
	const seedsByWorker = await queryRows<Status['seeds_by_worker'][number]>(
		tx,
		sql`select shard::float8, worker::float8, count(distinct label)::int as labels, ${timings} ${timed}
			group by shard, worker order by shard, worker limit 1000`,
	)
	const liveLeases = await queryRows<Live>(
		tx,
		sql`select leases.id as lease_id, leases.root_id, run, shard::float8, worker::float8, label,
				to_char(leases.expires_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as expires_at
			from leases join (select id, lease_id from ${root.table}) r on r.id = leases.root_id and r.lease_id = leases.id
			where ${ofAsked} order by run, shard, worker limit 1000`,
	)
	const violations = await queryRows<Status['violations'][number]>(
		tx,
		sql`select code, message, procedure, lease_id, run, shard::float8, worker::float8, label,
				to_char(created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as created_at
			from violations where ${violating} and ${ofLease} order by created_at, id limit 100`,
	)
	const [counted] = await queryRows<{ count: number }>(
		tx,
		sql`select count(*)::int as count from violations where ${violating}`,
	)
	return {
		live_leases: liveLeases,
		violations,
		violations_count: counted?.count ?? 0,
		seeds: seeds ?? { count: 0, p50_ms: null, p95_ms: null },
		seeds_by_worker: seedsByWorker,
		content_hash: rootId ? await contentHash(tx, rootId) : null,
		// Only the fixtures ask for both: at the end of a test.
		rows: rootId && leaseId ? await rowDigests(adapter, tx, { rootId, leaseId }) : null,
	}
}

/** Narrows a statement on seed times: those of a project that a test made besides are those of its worker's own. */
function timedBy(roots: Adapter['root']['table'], { run, shard, rootId }: Question): SQL {
	if (run !== undefined || rootId === undefined) return askedOf(roots, { run, shard }, sql`null`)
	return sql`root_id = ${rootId} or root_id in (select l.root_id from leases l where l.id in
		(select lease_id from ${roots} where id = ${rootId}))`
}

/** Narrows a statement to what a question is about. `lease` is the statement's column with the id of a lease. */
function askedOf(
	roots: Adapter['root']['table'],
	{ run, shard, rootId }: Question,
	lease: SQL,
): SQL {
	if (run !== undefined)
		return shard === undefined ? sql`run = ${run}` : sql`run = ${run} and shard = ${shard}`
	if (rootId === undefined) return sql`true`
	return sql`${lease} in (select id from leases where root_id = ${rootId}
		union select lease_id from ${roots} where id = ${rootId})`
}
