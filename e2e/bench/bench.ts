/**
 * Measures what seeding, isolation and the suite cost, and checks the numbers against targets. Run: `npm run bench`, with
 * DATABASE_URL for PostgreSQL, where it makes databases of its own. `--quick` tries it out with small counts,
 * `--only seeds,large` runs some sections, `--publish` writes the numbers into the repository.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { beside } from './beside'
import { CleanUp } from './clean-up'
import { type OwnDatabases, ownDatabases } from './databases'
import { environment } from './environment'
import { gate } from './gate'
import { large } from './large'
import { publish } from './publish'
import { reading } from './reading'
import { reportOf } from './report'
import type { DatabaseKind, Results } from './results'
import type { Section } from './section'
import { seeds } from './seeds'
import { suite } from './suite'
import { workers } from './workers'

const sections: Section[] = [seeds, large, beside, workers, reading, suite, gate]

const { values: options } = parseArgs({
	options: {
		only: { type: 'string' },
		quick: { type: 'boolean', default: false },
		publish: { type: 'boolean', default: false },
		out: { type: 'string', default: '.e2e/bench.json' },
	},
})
const only = options.only?.split(',') ?? sections.map(({ name }) => name)
const unknown = only.find((name) => !sections.some((section) => section.name === name))
if (unknown !== undefined)
	throw new Error(
		`--only ${unknown}: there is no such section. Sections: ${sections.map(({ name }) => name).join(', ')}`,
	)

const databases = process.env.DATABASE_URL ? ownDatabases(process.env.DATABASE_URL) : null
if (!databases)
	console.error(
		'DATABASE_URL is not set: only the embedded database is measured. Set it to a PostgreSQL server where this user may create databases.',
	)
const cleanUp = new CleanUp()
let interrupted = false
// A signal may come twice: from the terminal to all processes, and from the process that started this one.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
	process.on(signal, async () => {
		if (interrupted) return
		interrupted = true
		console.error('Interrupted: cleaning up.')
		await cleanUp.run()
		await databases?.dropAll()
		process.exit(130)
	})

const startedAt = performance.now()
function say(step: string): void {
	const seconds = Math.round((performance.now() - startedAt) / 1_000)
	console.error(`${String(seconds).padStart(5)} s  ${step}`)
}

async function newDatabase(of: OwnDatabases | null, kind: DatabaseKind): Promise<string | null> {
	if (kind === 'embedded' || !of) return null
	const url = await of.create()
	cleanUp.add(() => of.drop(url))
	return url
}

const results: Results = {
	...environment(options),
	postgresql: (await databases?.version()) ?? null,
	sections: [],
	failures: [],
}
for (const section of sections.filter(({ name }) => only.includes(name)))
	for (const database of section.databases) {
		if (interrupted || (database === 'postgresql' && !databases)) continue
		const at = { section: section.name, database }
		say(`${section.name} on ${database}`)
		try {
			const measured = await section.run({
				...{ database, quick: options.quick },
				say: (step) => say(`${section.name} on ${database}: ${step}`),
				newDatabase: () => newDatabase(databases, database),
				atEnd: (work) => cleanUp.add(work),
			})
			results.sections.push({ ...at, ...measured })
		} catch (error) {
			if (interrupted) break
			console.error(error)
			results.failures.push({ ...at, error: String(error) })
		}
		await cleanUp.run()
	}

if (!interrupted) {
	await databases?.dropAll()
	console.log(reportOf(results))
	mkdirSync(path.dirname(options.out), { recursive: true })
	writeFileSync(options.out, `${JSON.stringify(results, null, '\t')}\n`)
	const hasFailed = results.failures.length > 0
	if (options.publish && hasFailed) console.error('Nothing was published, as a section failed.')
	else if (options.publish) publish(results)
	process.exitCode = hasFailed ? 1 : 0
}
