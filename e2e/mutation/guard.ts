/**
 * Takes the guard out of a copy of the checkout and shows that every control then passes. So it is the guard that makes
 * the controls fail, and nothing else. Run: `npm run check:guard`.
 */
import { rmSync } from 'node:fs'
import { runPlaywright } from '../harness/child-run'
import { startApplication, testableServer } from '../server/application'
import { build } from '../server/build'
import { makeMutant } from './mutant'

const mutant = makeMutant([
	{
		file: 'src/isolation/guard.ts',
		find: 'if (caller.leaseId !== null) return caller.leaseId === ownerLeaseId',
		replace: 'if (caller) return true',
	},
	{
		file: 'src/server/facts/change-facts.ts',
		find: `.where(and(eq(facts.projectId, ctx.project.id), among(ids)))
		.orderBy`,
		replace: '.where(among(ids)).orderBy',
	},
	{
		file: 'src/server/facts/change-facts.ts',
		find: `.where(and(eq(facts.projectId, ctx.project.id), among(ids)))
}`,
		replace: '.where(among(ids))\n}',
	},
])

const built = build('pipe', mutant)
if (built.status !== 0) throw new Error(`The mutant was not built:\n${built.stdout}${built.stderr}`)

const application = await startApplication({
	cwd: mutant,
	env: { ...testableServer, ARTIFACT_DATA_DIR: '.artifact' },
})
const child = await runPlaywright({
	args: [
		'controls/breaks-isolation.spec.ts',
		'controls/forgets-the-fixtures.spec.ts',
		'--workers=2',
	],
	url: `http://127.0.0.1:${application.port}`,
})
await application.stop()
rmSync(mutant, { recursive: true, force: true })

const caught = child.tests.filter(({ status }) => status !== 'passed')
for (const { title, status } of child.tests)
	console.log(`${status === 'passed' ? 'goes through' : status}: ${title}`)
if (child.exitCode !== 0 || caught.length > 0 || child.tests.length === 0) {
	console.error(child.output)
	throw new Error('Without the guard a control still fails: it does not test the guard.')
}
console.log(`Without the guard all ${child.tests.length} controls go through.`)
