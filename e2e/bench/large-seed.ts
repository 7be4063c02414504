/**
 * Measures how much a seed of 100,000 facts makes the server's memory grow. On PostgreSQL also compares the time with
 * one raw `insert … select` of the same rows. Run: `npm run bench:large-seed`, with DATABASE_URL for PostgreSQL.
 */
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import { createClient } from '../harness/client'
import { startApplication, testableServer } from '../server/application'
import { buildIfStale } from '../server/build'

const rounds = 5
const facts_count = 100_000

function residentMb(pid: number | undefined): number {
	const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })
	return Number(stdout) / 1024
}

function median(values: number[]): number {
	return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** Milliseconds of one statement that inserts the rows of a seeded project again. */
async function rawInsertMs(sql: postgres.Sql, projectId: string): Promise<number> {
	await sql`drop table if exists raw_facts`
	await sql`create table raw_facts as select * from facts where project_id = ${projectId}`
	await sql`delete from facts where project_id = ${projectId}`
	const columns = await sql<
		{ column_name: string }[]
	>`select column_name from information_schema.columns
		where table_name = 'facts' and is_generated = 'NEVER' order by ordinal_position`
	const names = sql(columns.map(({ column_name }) => column_name))
	const startedAt = performance.now()
	await sql`insert into facts (${names}) select ${names} from raw_facts`
	return performance.now() - startedAt
}

await buildIfStale()
const application = await startApplication({
	env: { ...testableServer, ARTIFACT_DATA_DIR: mkdtempSync(path.join(tmpdir(), 'artifact-')) },
})
const client = createClient(`http://127.0.0.1:${application.port}`)
const url = process.env.DATABASE_URL
const sql = url ? postgres(url, { max: 1, onnotice: () => {} }) : undefined

for (let warmUp = 0; warmUp < 20; warmUp++)
	await client.testHelpers.seed.mutate({ project_id: randomUUID() })
const before = residentMb(application.process.pid)
let peak = before
const sampling = setInterval(() => {
	peak = Math.max(peak, residentMb(application.process.pid))
}, 50)

const seedMs: number[] = []
const rawMs: number[] = []
for (let round = 0; round < rounds; round++) {
	const project_id = randomUUID()
	seedMs.push((await client.testHelpers.seed.mutate({ project_id, facts_count })).seed_ms)
	if (sql) rawMs.push(await rawInsertMs(sql, project_id))
	await client.testHelpers.cleanup.mutate({ project_id })
}
clearInterval(sampling)

console.log(
	`memory: ${before.toFixed(0)} MB before, ${(peak - before).toFixed(0)} MB growth at most`,
)
console.log(`seed of ${facts_count} facts: median ${median(seedMs).toFixed(0)} ms of ${rounds}`)
if (sql) {
	const ratio = median(seedMs) / median(rawMs)
	console.log(
		`raw insert … select: median ${median(rawMs).toFixed(0)} ms; ratio ${ratio.toFixed(2)}`,
	)
	await sql`drop table raw_facts`
	await sql.end()
}
await application.stop()
