import { createBatchingClient, createClient } from '../harness/client'
import { authorization } from '../harness/suite-token'
import { connect } from './databases'
import { type Contender, measureInterleaved } from './measure'
import { seedMsOf, seedNames } from './names'
import { otherWays } from './other-ways'
import { rawSeed, rawSeedAtOnce } from './raw-seed'
import { callerOf, openInProcess, requestOf, slotOf, startServer } from './running'
import type { Section, Setting } from './section'

const sixteen = Array.from({ length: 16 }, (_, index) => index)

/** A seed of three facts, as fixtures ask for it before each test, against other ways to come by a test's data. */
export const seeds: Section = {
	name: 'seeds',
	databases: ['postgresql', 'embedded'],
	async run(setting) {
		const url = await setting.newDatabase()
		const contenders = await seedContenders(setting, url)
		const seed = contenders.find(({ name }) => name === seedNames.trpc) as Contender
		if (url) contenders.push(...(await rawContenders(setting, url)))
		setting.say(`${contenders.length} contenders in turns`)
		const counts = { blocks: setting.quick ? 4 : 40, warmUp: setting.quick ? 1 : 5 }
		const measures = await measureInterleaved(contenders, counts)
		if (url) {
			// They make the server write so much that what runs beside them is slow.
			const others = [
				...(await otherWays(setting)),
				{ name: seedNames.trpcAmongOthers, run: () => seed.run(() => {}) },
			]
			setting.say(`${others.length} contenders in turns`)
			measures.push(...(await measureInterleaved(others, counts)))
		}
		const order: string[] = Object.values(seedNames).flatMap((name) => [name, seedMsOf(name)])
		measures.sort((one, other) => order.indexOf(one.name) - order.indexOf(other.name))
		return { note: url ? noteOnServer : note, measures }
	},
}

const note =
	'Three facts with the lease of a worker, again and again in the same project. `seed_ms` is the time in the database that a seed tells.'
const noteOnServer = `${note} The raw transaction is written by hand over postgres.js with its prepared statements and leaves the content of a seed, which the benchmark checks. drizzle-seed fills the application’s own tables with made-up values; it gets a description of \`facts\` without the generated column, whose type it does not know.`

async function seedContenders(setting: Setting, url: string | null): Promise<Contender[]> {
	setting.say('starting the server')
	const { base } = await startServer(setting, url)
	const client = createClient(base)
	const batching = createBatchingClient(base)
	const caller = callerOf(await openInProcess(setting, url))
	return [
		{
			name: seedNames.inProcess,
			async run(tell) {
				const { seed_ms } = await caller.testHelpers.seed(requestOf(0))
				tell(seedMsOf(seedNames.inProcess), seed_ms)
			},
		},
		{
			name: seedNames.trpc,
			async run(tell) {
				const { seed_ms } = await client.testHelpers.seed.mutate(requestOf(1))
				tell(seedMsOf(seedNames.trpc), seed_ms)
			},
		},
		{
			name: seedNames.rest,
			run: () =>
				fetchJson(`${base}/api/v1/test/seed`, {
					method: 'POST',
					headers: { 'content-type': 'application/json', ...authorization() },
					body: JSON.stringify(requestOf(2)),
				}),
		},
		{ name: seedNames.noOp, run: () => client.health.query() },
		{
			name: seedNames.plainHttp,
			run: () => fetchJson(`${base}/api/trpc/health`),
		},
		{
			name: seedNames.batch,
			run: () =>
				Promise.all(
					sixteen.map((index) => batching.testHelpers.seed.mutate(requestOf(100 + index))),
				),
		},
	]
}

async function fetchJson(url: string, init?: RequestInit): Promise<unknown> {
	const response = await fetch(url, init)
	if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`)
	return response.json()
}

async function rawContenders(setting: Setting, url: string): Promise<Contender[]> {
	const sql = connect(setting, url)
	await checkRawContent(setting, url)
	return [
		{ name: seedNames.raw, run: () => rawSeed(sql, slotOf(3)) },
		{ name: seedNames.rawAtOnce, run: () => rawSeedAtOnce(sql, slotOf(4)) },
		{
			name: seedNames.rawSixteen,
			async run() {
				for (const index of sixteen) await rawSeed(sql, slotOf(200 + index))
			},
		},
	]
}

/** Throws where the raw transaction leaves another content than a seed. */
async function checkRawContent(setting: Setting, url: string): Promise<void> {
	const { testHelpers } = callerOf(await openInProcess(setting, url))
	const sql = connect(setting, url)
	const { project_id, content_hash } = await testHelpers.seed(requestOf(5))
	await rawSeed(sql, slotOf(5))
	const raw = await testHelpers.status({ project_id })
	if (raw.content_hash !== content_hash)
		throw new Error(
			'The raw transaction leaves another content than a seed. Bring e2e/bench/raw-seed.ts up to date.',
		)
}
