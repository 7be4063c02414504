/**
 * Takes one thing after the other that the fixtures do out of a copy of the checkout, and shows that a spec then ends
 * otherwise than with the fixtures as they are. Run: `npm run check:guard`.
 */
import { rmSync } from 'node:fs'
import { type ChildRun, runPlaywright } from '../harness/child-run'
import { startApplication, testableServer } from '../server/application'
import { buildIfStale } from '../server/build'
import { fixtureMutations } from './fixture-mutations'
import { makeMutant, mutate } from './mutant'

await buildIfStale()
const application = await startApplication({
	env: { ...testableServer, ARTIFACT_DATA_DIR: '.e2e/fixtures' },
})
const copy = makeMutant([])

/** How each test of the spec ends in the copy, and how its first error begins. */
async function resultsOf(args: string[]): Promise<string> {
	const child: ChildRun = await runPlaywright({
		...{ cwd: copy, url: `http://127.0.0.1:${application.port}` },
		args: [...args, '--workers=2'],
		configuration: { fullyParallel: false },
	})
	if (child.tests.length === 0) throw new Error(`No test ran:\n${child.output}`)
	return child.tests
		.map(({ title, status, errors: [first = ''] }) => `${status}: ${title}: ${first.slice(0, 30)}`)
		.join('\n')
}

const asTheyAre = new Map<string, string>()

try {
	for (const { name, edits, spec } of fixtureMutations) {
		const key = spec.join(' ')
		if (!asTheyAre.has(key)) asTheyAre.set(key, await resultsOf(spec))
		const restore = mutate(copy, edits)
		const results = await resultsOf(spec)
		restore()
		if (results === asTheyAre.get(key))
			throw new Error(`Nothing changes without it: ${name}\n${results}`)
		console.log(`missed: ${name}`)
	}
	console.log(`The specs miss each of ${fixtureMutations.length} things that the fixtures do.`)
} finally {
	await application.stop()
	rmSync(copy, { recursive: true, force: true })
}
