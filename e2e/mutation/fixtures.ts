/**
 * Takes one thing after the other that the fixtures do out of a copy of the checkout, and shows that a spec then ends
 * otherwise than with the fixtures as they are. Run: `npm run check:guard`; `tsx e2e/mutation/fixtures.ts "a page"` tries
 * those of that name only.
 */
import { type ChildRun, runPlaywright } from '../harness/child-run'
import { startApplication, testableServer } from '../server/application'
import { buildIfStale } from '../server/build'
import { fixtureMutations } from './fixture-mutations'
import { inLanes } from './lanes'
import { mutate } from './mutant'

await buildIfStale()
const application = await startApplication({
	env: { ...testableServer, ARTIFACT_DATA_DIR: '.e2e/fixtures' },
})

/** How the test ends in the copy, and how its first error begins. */
async function endOf(copy: string, title: string, args: string[]): Promise<string> {
	const child: ChildRun = await runPlaywright({
		...{ cwd: copy, url: `http://127.0.0.1:${application.port}` },
		args: [...args, '--workers=1'],
		configuration: { fullyParallel: false },
	})
	if (child.tests.length === 0) throw new Error(`Nothing ran:\n${child.output}`)
	const test = child.tests.findLast((each) => each.title === title)
	if (!test) return 'did not run'
	return `${test.status} ${test.errors[0]?.slice(0, 30) ?? ''}`
}

const wanted = process.argv[2] ?? ''
const mutations = fixtureMutations.filter(({ name }) => name.includes(wanted))
const asItIs = new Map<string, Promise<string>>()
/** On one line. */
const told = (end: string) => end.replaceAll('\n', ' ')

try {
	await inLanes(mutations, async (copy, { name, edits, spec, test }) => {
		const endsAsItIs = asItIs.get(test) ?? endOf(copy, test, spec)
		asItIs.set(test, endsAsItIs)
		const before = told(await endsAsItIs)
		const restore = mutate(copy, edits)
		const after = told(await endOf(copy, test, spec))
		restore()
		if (before === after) throw new Error(`“${test}” does not change without it: ${name}`)
		console.log(`missed: ${name} (“${test}”: ${before} → ${after})`)
	})
	console.log(`The specs miss each of ${mutations.length} things that the fixtures do.`)
} finally {
	await application.stop()
}
