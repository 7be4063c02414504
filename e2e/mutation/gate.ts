/**
 * Tries each mutation in a copy of the checkout, and names the test that catches it. Ends with 1 where no test does, or
 * where a mutation no longer fits its file. Run: `npm run check:gate`. DATABASE_URL adds the mutations of locks. A part
 * of a name (`-- identity`) chooses mutations.
 */
import { fork } from 'node:child_process'
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

const startedAt = performance.now()
// Two at once, as a mutation keeps one core busy. Neighbours have the same tests.
const names = mutations.map(({ name }) => name)
const middle = Math.ceil(names.length / 2)
const parts = [names.slice(0, middle), names.slice(middle)].filter((part) => part.length > 0)
const counts = await Promise.all(parts.map(tryPart))
const caught = counts.reduce((sum, count) => sum + count, 0)
const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0)
console.log(`${caught} of ${names.length} caught, in ${seconds} s.`)
process.exit(caught === names.length && caught > 0 ? 0 : 1)
