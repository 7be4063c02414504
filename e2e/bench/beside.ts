import { sql } from 'drizzle-orm'
import type { Database } from '../../src/server/db/client'
import { measureInterleaved } from './measure'
import { besideNothing, emptyBeside, seedMsOf } from './names'
import type { Measure } from './results'
import { callerOf, openInProcess, requestOf } from './running'
import type { Section, Setting } from './section'

type Case = {
	name: (size: string) => string
	size: number
	quickSize: number
	prepare: (database: Database, size: number) => Promise<void>
	/** Whether the embedded database would take too long to prepare. */
	onServerOnly?: boolean
}

const cases: Case[] = [
	{ name: () => besideNothing, size: 0, quickSize: 0, prepare: async () => {} },
	{
		...{ name: (size) => `${size} facts of users`, size: 100_000, quickSize: 1_000 },
		prepare: addFacts,
	},
	{
		...{ name: (size) => `${size} facts of users`, size: 1_000_000, quickSize: 10_000 },
		...{ prepare: addFacts, onServerOnly: true },
	},
	{
		...{ name: (size) => `${size} workspaces of users`, size: 300_000, quickSize: 3_000 },
		prepare: addWorkspaces,
	},
	{
		...{ name: (size) => `${size} earlier seeds of the project`, size: 20_000, quickSize: 500 },
		prepare: seedAgain,
	},
]

/** A seed in a full database, in turns with one in an empty database. */
export const beside: Section = {
	name: 'beside',
	databases: ['postgresql', 'embedded'],
	async run(setting) {
		const measures: Measure[] = []
		for (const each of cases)
			if (setting.database === 'postgresql' || !each.onServerOnly)
				measures.push(...(await measureBeside(setting, each)))
		return { note, measures }
	},
}

const note =
	'Seeds of three facts in process, in two databases in turns: a full one, analysed after it was filled, and an empty one. Each workspace of a user has a project.'

async function measureBeside(setting: Setting, each: Case): Promise<Measure[]> {
	const size = setting.quick ? each.quickSize : each.size
	const name = each.name(size.toLocaleString('en'))
	setting.say(`preparing ${name}`)
	const empty = await openInProcess(setting, await setting.newDatabase())
	const full = await openInProcess(setting, await setting.newDatabase())
	await each.prepare(full, size)
	for (const database of [empty, full])
		await database.run('migration', (tx) => tx.execute(sql`analyze`))
	setting.say(`seeding beside ${name}`)
	const measures = await measureInterleaved(
		[seedIn(full, name), seedIn(empty, emptyBeside(name))],
		{ blocks: setting.quick ? 3 : 30, warmUp: setting.quick ? 1 : 5 },
	)
	// The next case needs the memory: an embedded database takes 170 MB.
	await Promise.all([empty.close(), full.close()])
	return measures
}

function seedIn(database: Database, name: string) {
	const { testHelpers } = callerOf(database)
	return {
		name,
		async run(tell: (name: string, ms: number) => void) {
			const { seed_ms } = await testHelpers.seed(requestOf(0))
			tell(seedMsOf(name), seed_ms)
		},
	}
}

const factsPerProject = 100
const rowsPerStatement = 50_000
const idOf = (n: string) => sql.raw(`md5('user ' || ${n})::uuid`)

// The work of a migration may take ten minutes.
async function addWorkspaces(database: Database, count: number): Promise<void> {
	await database.run('migration', async (tx) => {
		await tx.execute(sql`insert into workspaces (id, name)
			select ${idOf('n')}, 'Workspace ' || n from generate_series(1, ${count}::int) n`)
		await tx.execute(sql`insert into projects (id, workspace_id, title)
			select id, id, 'Project' from workspaces`)
	})
}

async function addFacts(database: Database, count: number): Promise<void> {
	await addWorkspaces(database, Math.ceil(count / factsPerProject))
	await database.run('migration', (tx) =>
		tx.execute(sql`insert into sources (id, project_id, title, text, text_sha256)
			select id, id, 'Source', 'A text', '' from projects`),
	)
	for (let from = 0; from < count; from += rowsPerStatement) {
		const last = Math.min(from + rowsPerStatement, count) - 1
		const owner = idOf(`(n / ${factsPerProject} + 1)`)
		await database.run('migration', (tx) =>
			tx.execute(sql`insert into facts (project_id, source_id, claim, position)
				select ${owner}, ${owner}, 'Claim ' || n || ' about ' || md5(n::text), n
				from generate_series(${from}::int, ${last}::int) n`),
		)
	}
}

/** Real seeds, each of which leaves an old lease of the project. */
async function seedAgain(database: Database, count: number): Promise<void> {
	const { testHelpers } = callerOf(database)
	for (let seed = 0; seed < count; seed++) await testHelpers.seed(requestOf(0))
}
