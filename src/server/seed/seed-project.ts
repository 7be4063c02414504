import { createHash, randomUUID } from 'node:crypto'
import { TRPCError } from '@trpc/server'
import { type SQL, sql } from 'drizzle-orm'
import { sweepExpired } from '@/isolation/cleanup'
import { dropLeftovers, grantLease, recordSeedTime } from '@/isolation/lease'
import { digestSql, sourceIdOf, uuidV3FromDigest } from '@/isolation/worker-ids'
import { type Database, queryRows, type Tx } from '../db/client'
import { refuseMarked } from '../db/production-mark'
import { errorEntry, logLine } from '../process/log'
import { contentHash } from './content-hash'
import { factTemplates, seedText } from './scenario'
import type { Seed, SeedCommand } from './seed-request'

const seedTextSha256 = createHash('sha256').update(seedText).digest('hex')

/**
 * Makes the seed that `command` describes, in one transaction. Seeds of one project run one after the other: each
 * takes the workspace's row, then the project's row, which it never deletes, so that a late writer that holds the
 * project's row commits before it or finds the new lease after it. Throws CONFLICT where the ids belong to a user or to another seed.
 */
export async function seedProject(database: Database, command: SeedCommand): Promise<Seed> {
	const projectId = command.project_id ?? randomUUID()
	const sourceId = command.source_id ?? sourceIdOf(projectId)
	let startedAt = 0
	const result = await database.run('seed', async (tx) => {
		startedAt = performance.now()
		await refuseMarked(database, tx)
		const workspaceId = await claimWorkspace(tx, projectId, command)
		const lease = await claimProject(tx, { projectId, workspaceId, command })
		if (command.reset) await resetProject(tx, projectId)
		await claimSource(tx, { projectId, sourceId, command })
		await insertFacts(tx, { projectId, sourceId, command })
		const leaseId = await grantLease(tx, { projectId, command, current: lease })
		await dropLeftovers(tx, { projectId, workspaceId, leaseId })
		const content = await contentHash(tx, projectId)
		return { workspaceId, leaseId, ...content }
	})
	const seedMs = Math.round((performance.now() - startedAt) * 100) / 100
	// The seed is committed: what fails in keeping its time and clearing up after others is for the log, not for this caller.
	const following = database.run('write', async (tx) => {
		await recordSeedTime(tx, result.leaseId, seedMs)
		await sweepExpired(tx)
	})
	await following.catch((error) =>
		logLine({ level: 'error', doing: 'sweep of expired seeds', error: errorEntry(error) }),
	)
	return {
		status: 'ok',
		message: 'Test data seeded successfully',
		workspace_id: result.workspaceId,
		project_id: projectId,
		source_id: sourceId,
		facts_count: result.factsCount,
		lease_id: result.leaseId,
		content_hash: result.hash ?? '',
		seed_ms: seedMs,
	}
}

async function firstId(tx: Tx, query: SQL): Promise<string | undefined> {
	return (await queryRows<{ id: string }>(tx, query))[0]?.id
}

function refuse(field: string, id: string, reason: string): never {
	throw new TRPCError({
		code: 'CONFLICT',
		message: `${field}: ${id} ${reason} Nothing was changed. Use another id, or leave ${field} out.`,
	})
}

/** Adding facts keeps the workspace that the project has, unless the request names one. */
async function claimWorkspace(tx: Tx, projectId: string, command: SeedCommand): Promise<string> {
	const kept =
		command.reset || command.workspace_id
			? undefined
			: await firstId(
					tx,
					sql`select workspace_id as id from projects where id = ${projectId} and seeded`,
				)
	const workspaceId = command.workspace_id ?? kept ?? projectId
	const name = `Seeded workspace ${workspaceId.slice(-6)}`
	const claimed = await firstId(
		tx,
		sql`insert into workspaces (id, name, seed_project_id) values (${workspaceId}, ${name}, ${projectId})
			on conflict (id) do update set name = excluded.name, deleted_at = null
			where workspaces.seed_project_id = excluded.seed_project_id returning id`,
	)
	return (
		claimed ?? refuse('workspace_id', workspaceId, 'is a workspace of a user or of another seed.')
	)
}

/** Returns the lease that the project had, or null. */
async function claimProject(
	tx: Tx,
	{
		projectId,
		workspaceId,
		command,
	}: { projectId: string; workspaceId: string; command: SeedCommand },
): Promise<string | null> {
	const title = `Seeded research ${projectId.slice(-6)}`
	const ttlMinutes = command.lease?.ttl_minutes ?? 24 * 60
	const rows = await queryRows<{ lease_id: string | null }>(
		tx,
		sql`insert into projects (id, workspace_id, title, seeded, expires_at)
			values (${projectId}, ${workspaceId}, ${title}, true, now() + make_interval(mins => ${ttlMinutes}::int))
			on conflict (id) do update set workspace_id = excluded.workspace_id, expires_at = excluded.expires_at, deleted_at = null,
				title = case when ${command.reset}::boolean then excluded.title else projects.title end
			where projects.seeded returning lease_id`,
	)
	const [project] = rows
	if (!project) refuse('project_id', projectId, 'is a project that a user made.')
	return project.lease_id
}

/** Deletes what seeding and leased requests made in the project. A source that a user added stops it. */
async function resetProject(tx: Tx, projectId: string): Promise<void> {
	const foreign = await firstId(
		tx,
		sql`select id from sources where project_id = ${projectId} and not seeded limit 1`,
	)
	if (foreign) refuse('project_id', projectId, `holds a source that a user added (${foreign}).`)
	await tx.execute(sql`delete from outputs where project_id = ${projectId}`)
	await tx.execute(sql`delete from sources where project_id = ${projectId}`)
}

/** A source that was deleted comes back, with the facts that went with it. */
async function claimSource(
	tx: Tx,
	{ projectId, sourceId, command }: { projectId: string; sourceId: string; command: SeedCommand },
): Promise<void> {
	// A reset has left neither.
	if (!command.reset)
		await tx.execute(sql`update facts set deleted_at = null where project_id = ${projectId}
			and source_id = ${sourceId} and deleted_at = (select deleted_at from sources where id = ${sourceId})`)
	const claimed = await firstId(
		tx,
		sql`insert into sources (id, project_id, title, url, text, text_sha256, seeded)
			values (${sourceId}, ${projectId}, 'Heat in the city', 'https://example.com/heat-in-the-city', ${seedText}, ${seedTextSha256}, true)
			on conflict (id) do update set deleted_at = null
			where sources.project_id = excluded.project_id and sources.seeded and sources.text_sha256 = excluded.text_sha256
			returning id`,
	)
	if (!claimed) refuse('source_id', sourceId, 'is a source of a user or of another seed.')
}

/** One statement for any number of facts; the database repeats the templates and computes the ids. */
async function insertFacts(
	tx: Tx,
	{ projectId, sourceId, command }: { projectId: string; sourceId: string; command: SeedCommand },
): Promise<void> {
	if (command.facts_count === 0) return
	const templates = factTemplates(command.scenario)
	// Without `offset 0` the planner would inline the digest and compute it twice a row.
	const numbered = sql`select n, ${digestSql(projectId, sql`'fact/' || n`)} as digest
		from (select coalesce(max(position), 0) as last from facts where project_id = ${projectId}) existing,
			generate_series(last + 1, last + ${command.facts_count}::int) n offset 0`
	await tx.execute(sql`
		insert into facts (id, project_id, source_id, claim, quote, quote_start, quote_end, status, key_claim, pinned, confidence, position)
		select ${uuidV3FromDigest(sql`digest`)}, ${projectId}::uuid, ${sourceId}::uuid,
			case when n <= ${templates.length}::int then claim else claim || ' (' || n || ')' end,
			quote, quote_start, quote_end, status::fact_status, key_claim, pinned, confidence, n
		from (${numbered}) numbered
			join jsonb_to_recordset(${JSON.stringify(templates)}::jsonb) as template(ordinal int, claim text, quote text,
				quote_start int, quote_end int, status text, key_claim boolean, pinned boolean, confidence int)
			on ordinal = (n - 1) % ${templates.length}::int`)
}
