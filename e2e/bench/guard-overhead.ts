/**
 * Measures what the guard costs where the test helpers are off. Calls `fact.list` of this checkout and of a copy
 * without the guard in turns, on one database. Compares this checkout with itself too (A/A).
 * Run: `npm run bench:guard`, with DATABASE_URL for PostgreSQL.
 */
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { openDatabase } from '../../src/server/db/open'
import type { RequestContext } from '../../src/server/request-context'
import { createCaller } from '../../src/server/routers/app'
import { makeMutant } from '../mutation/mutant'

const rounds = 4_000

const mutant = makeMutant([
	{
		file: 'src/isolation/guard.ts',
		find: 'if (found && mayPass(caller, ownerLeaseId)) {',
		replace: 'if (found) {',
	},
])
const withoutGuard: { createCaller: typeof createCaller } = await import(
	pathToFileURL(path.resolve(mutant, 'src/server/routers/app.ts')).href
)

const database = await openDatabase({
	databaseUrl: process.env.DATABASE_URL ?? null,
	dataDir: 'memory://',
})
const seeding = { mounted: true, enabled: true, token: null, productionBuild: false }
const open: RequestContext = {
	database,
	env: { seeding, e2eMode: false, hosts: null },
	buildId: 'bench',
	commit: null,
	production: null,
	requestId: randomUUID(),
	startedAt: 0,
	request: { remoteAddress: '127.0.0.1', headers: { host: 'localhost' } },
	leaseId: null,
	fault: null,
	clientHasLeft: async () => false,
}
const closed = {
	...open,
	env: { ...open.env, seeding: { ...seeding, enabled: false } },
}
const { project_id: projectId } = await createCaller(open).testHelpers.seed({})

const contenders = {
	guard: createCaller(closed),
	guardAgain: createCaller(closed),
	noGuard: withoutGuard.createCaller(closed),
}
type Name = keyof typeof contenders
const names = Object.keys(contenders) as Name[]
const times: Record<Name, number[]> = { guard: [], guardAgain: [], noGuard: [] }

for (let round = -200; round < rounds; round++) {
	// Each round has another order, so that no contender always runs right after the same other one.
	const order = names.map((_, place) => names[(place + round + 300) % names.length] as Name)
	for (const name of order) {
		const startedAt = performance.now()
		await contenders[name].fact.list({ projectId })
		if (round >= 0) times[name].push(performance.now() - startedAt)
	}
}

function median(values: number[]): number {
	return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN
}

console.log(`${database.kind}, ${rounds} rounds, medians of fact.list:`)
console.log(
	`guard ${median(times.guard).toFixed(3)} ms, no guard ${median(times.noGuard).toFixed(3)} ms`,
)
console.log(`guard / no guard: ${(median(times.guard) / median(times.noGuard)).toFixed(3)}`)
console.log(`A/A: ${(median(times.guard) / median(times.guardAgain)).toFixed(3)}`)

await createCaller(open).testHelpers.cleanup({ project_id: projectId })
await database.close()
rmSync(mutant, { recursive: true, force: true })
