import { createHash, randomUUID } from 'node:crypto'
import type { PendingQuery, Row, Sql, TransactionSql } from 'postgres'
import { uuidV3, type WorkerSlot } from '../../src/isolation/worker-ids'
import { factTemplates, seedText } from '../../src/server/seed/scenario'
import { workerIdentity } from '../../src/server/seed/worker-identity'

type Statement = PendingQuery<Row[]>

const allTables = [
	...['workspaces', 'projects', 'sources', 'facts', 'outputs'],
	...['leases', 'violations', 'seed_times'],
]
const textSha256 = createHash('sha256').update(seedText).digest('hex')
const facts = factTemplates('research').slice(0, 3)

/** Statements that insert the rows of a worker's seed of three facts, with the columns that a seed fills in. */
export function insertions(sql: TransactionSql, slot: WorkerSlot): Statement[] {
	const { project_id: id, source_id } = workerIdentity(slot)
	const leaseId = randomUUID()
	const tail = id.slice(-6)
	const rows = facts.map(({ ordinal, ...fact }) => ({
		id: uuidV3(id, `fact/${ordinal + 1}`),
		...{ project_id: id, source_id, position: ordinal + 1, ...fact },
	}))
	return [
		sql`insert into workspaces (id, name, seed_project_id)
			values (${id}, ${`Seeded workspace ${tail}`}, ${id})`,
		sql`insert into projects (id, workspace_id, title, seeded, lease_id, expires_at)
			values (${id}, ${id}, ${`Seeded research ${tail}`}, true, ${leaseId}, now() + interval '1 day')`,
		sql`insert into sources (id, project_id, title, url, text, text_sha256, seeded)
			values (${source_id}, ${id}, 'Heat in the city', 'https://example.com/heat-in-the-city', ${seedText}, ${textSha256}, true)`,
		sql`insert into facts ${sql(rows)}`,
		sql`insert into leases (id, root_id, run, shard, worker, label, expires_at)
			values (${leaseId}, ${id}, ${slot.run}, ${slot.shard}, ${slot.worker}, 'a test of the benchmark', now() + interval '1 day')`,
	]
}

/** Statements that delete what the last seed left; the foreign keys take the rest along. */
function deletions(sql: TransactionSql, slot: WorkerSlot): Statement[] {
	const { project_id: id } = workerIdentity(slot)
	return [
		sql`delete from leases where root_id = ${id}`,
		sql`delete from workspaces where id = ${id}`,
	]
}

/** Seeds a worker's project in one transaction, as written by hand: each statement waits for the one before. */
export async function rawSeed(sql: Sql, slot: WorkerSlot): Promise<void> {
	await sql.begin(async (tx) => {
		for (const statement of [...deletions(tx, slot), ...insertions(tx, slot)]) await statement
	})
}

/** The same transaction with all statements sent before the first answer. */
export async function rawSeedAtOnce(sql: Sql, slot: WorkerSlot): Promise<void> {
	await sql.begin((tx) => Promise.all([...deletions(tx, slot), ...insertions(tx, slot)]))
}

/** Empties all tables and seeds the project, in one transaction. */
export async function truncateAndSeed(sql: Sql, slot: WorkerSlot): Promise<void> {
	await sql.begin(async (tx) => {
		await tx`truncate ${tx(allTables)} cascade`
		for (const statement of insertions(tx, slot)) await statement
	})
}
