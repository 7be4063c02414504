/**
 * Tries one mutation after the other in a copy of the checkout, and names the test that catches it. Sends its parent
 * the number of those that were caught, and ends with 1 where one was not.
 */
import { rmSync } from 'node:fs'
import path from 'node:path'
import { createVitest, type Reporter } from 'vitest/node'
import { makeMutant, mutate } from './mutant'
import { mutations as all } from './mutations'
import type { TestedMutation } from './tested-mutation'

const names = process.argv.slice(2)
const mutations = all.filter(({ name }) => names.includes(name))
const copy = path.resolve(makeMutant([]))
process.once('exit', () => rmSync(copy, { recursive: true, force: true }))
type Outcome = { passed: number; failed: string[]; broken: string[] }

let outcome: Outcome
// Vitest returns the results of earlier runs as well. A reporter gets the results of this run only.
const reporter: Reporter = {
	onTestCaseResult(test) {
		const { state } = test.result()
		if (state === 'passed') outcome.passed += 1
		if (state === 'failed')
			outcome.failed.push(`${path.basename(test.module.moduleId)}: ${test.fullName}`)
	},
	onTestRunEnd(modules, unhandledErrors) {
		const errors = [...modules.flatMap((module) => module.errors()), ...unhandledErrors]
		outcome.broken = errors.map(({ message }) => message)
	},
}
const vitest = await createVitest('test', {
	...{ root: copy, config: path.join(copy, 'vitest.config.ts') },
	...{ watch: false, bail: 1, pool: 'threads', reporters: [reporter] },
})

async function runTests(files: string[]): Promise<Outcome> {
	outcome = { passed: 0, failed: [], broken: [] }
	vitest.state.clearErrors()
	await vitest.runTestSpecifications(await vitest.globTestSpecifications(files))
	return outcome
}

/** Runs the tests of a mutation while the copy has the mutation. */
async function tryOut({ edits, tests }: TestedMutation): Promise<Outcome> {
	const files = edits.map(({ file }) => path.join(copy, file))
	const restore = mutate(copy, edits)
	try {
		for (const file of files) vitest.invalidateFile(file)
		return await runTests(tests)
	} finally {
		restore()
		for (const file of files) vitest.invalidateFile(file)
	}
}

const problems: string[] = []
const sound = await runTests([...new Set(mutations.flatMap(({ tests }) => tests))])
if (sound.failed.length + sound.broken.length > 0 || sound.passed === 0)
	problems.push(
		`The tests fail without a mutation: ${[...sound.failed, ...sound.broken].join('; ')}`,
	)
else
	for (const mutation of mutations) {
		const { name, mayNotLoad } = mutation
		try {
			const { failed, broken } = await tryOut(mutation)
			// A failed test counts first: it may leave unhandled errors behind.
			if (failed[0]) console.log(`${name} — caught by ${failed[0]}`)
			else if (broken[0] && mayNotLoad) console.log(`${name} — caught: ${broken[0]}`)
			else if (broken[0]) problems.push(`${name}: DOES NOT RUN: ${broken[0]}`)
			else problems.push(`${name}: SURVIVES`)
		} catch (error) {
			problems.push(`${name}: ${error instanceof Error ? error.message : error}`)
		}
	}
await vitest.close()

for (const problem of problems) console.error(problem)
process.send?.(mutations.length - problems.length)
process.exit(problems.length > 0 ? 1 : 0)
