/**
 * Tries each mutation in a copy of the checkout, and names the test that catches it. Ends with 1 where no test does, or
 * where a mutation no longer fits its file. Run: `npm run check:gate`. DATABASE_URL adds the mutations of locks. A part
 * of a name (`-- identity`) chooses mutations.
 */
import { fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { mutations as all } from './mutations'

const wanted = process.argv[2] ?? ''
const named = all.filter(({ name }) => name.includes(wanted))
const mutations = named.filter(({ needsServer }) => !needsServer || process.env.DATABASE_URL)
if (mutations.length < named.length)
	console.log(
		`${named.length - mutations.length} mutations of locks are left out: DATABASE_URL is not set.`,
	)

/** Tries the mutations of these names in a process of its own; returns how many were caught. */
function tryPart(names: string[]): Promise<number> {
	const part = fork('e2e/mutation/gate-part.ts', names)
	let caught = 0
	part.on('message', (count) => {
		caught = Number(count)
	})
	return new Promise((resolve) => part.once('exit', () => resolve(caught)))
}

if (mutations.length === 0) {
	console.error(`No mutation’s name has “${wanted}” in it. Names begin so: ${kinds().join(', ')}.`)
	process.exit(1)
}

/** What the names begin with, each once. */
function kinds(): string[] {
	return [...new Set(all.map(({ name }) => name.split(':')[0] ?? name))]
}

const startedAt = performance.now()
// Two for each core, because a mutation waits for its databases half of its time. Neighbours have the same tests.
const size = Math.ceil(mutations.length / (2 * availableParallelism()))
const parts = []
for (let first = 0; first < mutations.length; first += size)
	parts.push(mutations.slice(first, first + size).map(({ name }) => name))
const counts = await Promise.all(parts.map(tryPart))
const caught = counts.reduce((sum, count) => sum + count, 0)
const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0)
console.log(`${caught} of ${mutations.length} caught, in ${seconds} s.`)
process.exit(caught === mutations.length && caught > 0 ? 0 : 1)
