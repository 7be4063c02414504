import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { type Client, createClient } from '../harness/client'
import { connect } from './databases'
import { type Contender, measureInterleaved } from './measure'
import { largeNames, seedMsOf } from './names'
import type { Measure } from './results'
import { requestOf, startServer } from './running'
import type { Section, Setting } from './section'
import { measureOf } from './statistics'

const counts = [1_000, 10_000, 100_000]
const largest = 100_000

/** Large seeds over tRPC against the fastest ways to put the same rows into the same table. */
export const large: Section = {
	name: 'large',
	databases: ['postgresql', 'embedded'],
	async run(setting) {
		const url = await setting.newDatabase()
		const { base, process } = await startServer(setting, url)
		const client = createClient(base)
		for (let warmUp = 0; warmUp < 20; warmUp++) await client.testHelpers.seed.mutate(requestOf(0))
		const memory = watchMemory(process.pid)
		const measures: Measure[] = []
		for (const count of counts) {
			setting.say(`${count.toLocaleString('en')} facts`)
			const contenders = [seedOf(client, count, memory)]
			if (url)
				contenders.push(...(await rawContenders(setting, { client, url, facts_count: count })))
			const rounds = { blocks: setting.quick ? 1 : 5, warmUp: setting.quick ? 0 : 1 }
			measures.push(...(await measureInterleaved(contenders, rounds)))
		}
		return { note, measures: [...measures, measureOf(largeNames.growth, 'MB', [memory.growth()])] }
	},
}

const note =
	'Seeds over tRPC, each of a new project. `INSERT … SELECT` and `COPY` are one statement each and put the rows of a seed back into the same table, without any of what a seed does besides. The memory is that of the server’s process, at most, while it seeds 100,000 facts, over what it was after small seeds.'

function seedOf(client: Client, facts_count: number, memory: Memory): Contender {
	const name = largeNames.seed(facts_count.toLocaleString('en'))
	return {
		...{ name, block: 1 },
		async run(tell) {
			const project_id = randomUUID()
			const stop = facts_count === largest ? memory.watch() : () => {}
			const startedAt = performance.now()
			const { seed_ms } = await client.testHelpers.seed.mutate({ project_id, facts_count })
			tell(name, performance.now() - startedAt)
			tell(seedMsOf(name), seed_ms)
			stop()
			await client.testHelpers.cleanup.mutate({ project_id })
		},
	}
}

type Raw = { client: Client; url: string; facts_count: number }

async function rawContenders(
	setting: Setting,
	{ client, url, facts_count }: Raw,
): Promise<Contender[]> {
	const sql = connect(setting, url)
	const project_id = randomUUID()
	await client.testHelpers.seed.mutate({ project_id, facts_count })
	const columns = await sql<{ column_name: string }[]>`
		select column_name from information_schema.columns
		where table_name = 'facts' and is_generated = 'NEVER' order by ordinal_position`
	const names = sql(columns.map(({ column_name }) => column_name))
	const keptName = `raw_facts_${facts_count}`
	const kept = sql(keptName)
	await sql`create table ${kept} as select ${names} from facts where project_id = ${project_id}`
	// The driver may leave a connection that has copied out stopped for good.
	const reader = connect(setting, url)
	const rows = await buffer(await reader`copy ${reader(keptName)} to stdout`.readable())
	const shown = facts_count.toLocaleString('en')
	/** Measures what puts the rows back, without their deletion. */
	const putBack = (name: string, put: () => Promise<unknown>): Contender => ({
		...{ name, block: 1 },
		async run(tell) {
			await sql`delete from facts where project_id = ${project_id}`
			const startedAt = performance.now()
			await put()
			tell(name, performance.now() - startedAt)
		},
	})
	return [
		putBack(
			largeNames.insertSelect(shown),
			() => sql`insert into facts (${names}) select ${names} from ${kept}`,
		),
		putBack(largeNames.copy(shown), async () =>
			pipeline(Readable.from([rows]), await sql`copy facts (${names}) from stdin`.writable()),
		),
	]
}

type Memory = ReturnType<typeof watchMemory>

/** Watches the resident memory of a process, against that of now. */
function watchMemory(pid: number | undefined) {
	const residentMb = () => {
		const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })
		return Number(stdout) / 1024
	}
	const before = residentMb()
	let peak = before
	return {
		/** Watches until the function that it returns is called. */
		watch(): () => void {
			const sampling = setInterval(() => {
				peak = Math.max(peak, residentMb())
			}, 50)
			return () => clearInterval(sampling)
		},
		growth: () => peak - before,
	}
}
