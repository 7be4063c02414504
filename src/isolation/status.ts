import { sql } from 'drizzle-orm'
import { type Database, queryRows, type Tx } from '@/server/db/client'
import { schemaState } from '@/server/db/migrate'
import { refuseMarked } from '@/server/db/production-mark'
import { contentHash } from '@/server/seed/content-hash'
import type { Status } from '@/server/seed/seed-request'

type Question = {
	database: Database
	e2eMode: boolean
	buildId: string
	commit: string | null
	run: string | undefined
	projectId: string | undefined
	leaseId: string | undefined
}

/** What a suite asks before it starts and after it ends; without `run` of all runs. */
export function seedingStatus(question: Question): Promise<Status> {
	return question.database.run('read', async (tx) => {
		await refuseMarked(question.database, tx)
		return statusIn(tx, question)
	})
}

async function statusIn(tx: Tx, question: Question): Promise<Status> {
	const ofRun = question.run === undefined ? sql`true` : sql`run = ${question.run}`
	const ofLease = question.leaseId === undefined ? sql`true` : sql`lease_id = ${question.leaseId}`
	const schema = await schemaState(tx, question.database.schema)
	const [facts] = await queryRows<{ version: string; violations_count: number }>(
		tx,
		sql`select current_setting('server_version') as version,
			(select count(*)::int from violations where ${ofRun}) as violations_count`,
	)
	const timings = sql`count(*)::int as count,
		percentile_disc(0.5) within group (order by seed_ms) as p50_ms,
		percentile_disc(0.95) within group (order by seed_ms) as p95_ms`
	const timed = sql`from leases where ${ofRun} and seed_ms is not null`
	const [seeds] = await queryRows<Status['seeds']>(tx, sql`select ${timings} ${timed}`)
	const seedsByWorker = await queryRows<Status['seeds_by_worker'][number]>(
		tx,
		sql`select shard::float8, worker::float8, count(distinct label)::int as labels, ${timings} ${timed}
			group by shard, worker order by shard, worker limit 1000`,
	)
	const liveLeases = await queryRows<Status['live_leases'][number]>(
		tx,
		sql`select l.id as lease_id, l.project_id, run, shard::float8, worker::float8, label,
				to_char(l.expires_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as expires_at
			from leases l join projects p on p.id = l.project_id and p.lease_id = l.id
			where ${ofRun} order by run, shard, worker limit 1000`,
	)
	const violations = await queryRows<Status['violations'][number]>(
		tx,
		sql`select code, message, procedure, lease_id, run, shard::float8, worker::float8
			from violations where ${ofRun} and ${ofLease} order by created_at, id limit 100`,
	)
	return {
		status: 'ok',
		e2e_mode: question.e2eMode,
		schema,
		database: { kind: question.database.kind, version: facts?.version ?? '' },
		build_id: question.buildId,
		commit: question.commit,
		live_leases: liveLeases,
		violations,
		violations_count: facts?.violations_count ?? 0,
		seeds: seeds ?? { count: 0, p50_ms: null, p95_ms: null },
		seeds_by_worker: seedsByWorker,
		content_hash: question.projectId ? (await contentHash(tx, question.projectId)).hash : null,
	}
}
