/** Further seeds of a test, seeds that a test only reads, and what is noted about each. */
import { expect, test } from '../harness/child-run-fixture'
import { createClient } from '../harness/client'
import { baseUrl } from '../isolation/run'

test.describe.configure({ timeout: 240_000 })

test('a further seed goes with the test, whatever the test did to it', async ({
	client,
	childRun,
}) => {
	const child = await childRun({
		args: ['controls/seeds-twice.spec.ts', '--workers=1', '--repeat-each=2'],
		env: { E2E_KEEP: '1' },
	})
	expect(child.exitCode, child.output).toBe(0)
	const { live_leases } = await client.testHelpers.status.query({ run: child.run })
	expect(live_leases).toHaveLength(1)
	// A test may not clean up a run: its lease would be refused.
	const outside = createClient(baseUrl())
	expect(await outside.testHelpers.cleanup.mutate({ run: child.run })).toMatchObject({ deleted: 2 })
})

test('tests that only read share a seed, and one that writes fails and says what it changed', async ({
	childRun,
}) => {
	const child = await childRun({
		args: ['controls/reads-only.spec.ts', '--workers=1'],
		configuration: { fullyParallel: false },
	})
	const seeds = child.isolation?.tests.map(({ label, seeds }) => ({
		title: label.split(' › ').at(-1),
		kept: seeds[0]?.kept,
	}))
	expect(seeds, child.output).toEqual([
		{ title: 'reads first', kept: false },
		{ title: 'reads as well', kept: true },
		{ title: 'says that it reads, and writes', kept: true },
		{ title: 'reads what nobody has changed', kept: false },
		{ title: 'reads another seed', kept: false },
		{ title: 'says that it reads, and makes more data', kept: false },
		{ title: 'reads what nobody has made more of', kept: false },
		{ title: 'reads only', kept: true },
	])
	const wrong = child.tests.filter(({ status }) => status !== 'passed')
	expect(wrong.map(({ title, errors }) => [title, errors.length])).toEqual([
		['says that it reads, and writes', 1],
		['says that it reads, and makes more data', 1],
	])
	const [writes, makes] = wrong.flatMap(({ errors }) => errors)
	expect(writes).toContain('changed its data (project: 1 changed)')
	expect(makes?.replaceAll('\n', ' ')).toContain('project: 1 added')
	expect(makes).toContain('workspace: 1 added')
	for (const error of [writes, makes]) expect(error).toContain('Remove seedReadOnly from it')
	// Only a seed that the test before had as well may have been changed by what that test left running.
	expect(writes).toContain('If it changed nothing')
	expect(makes).not.toContain('If it changed nothing')
})

test('the record of a test tells its seed, its rows that changed, and how it ended', async ({
	childRun,
}) => {
	const child = await childRun({ args: ['controls/changes-rows.spec.ts', '--workers=1'] })
	expect(child.exitCode, child.output).toBe(0)
	const [changed, idle] = child.isolation?.tests ?? []
	expect(changed).toMatchObject({
		...{ status: 'passed', expected: true, worker: 0, violations: [] },
		changes: {
			project: { added: 0, changed: 1, removed: 0 },
			fact: { added: 1, changed: 1, removed: 0 },
			source: { added: 1, changed: 0, removed: 0 },
			output: { added: 1, changed: 0, removed: 0 },
		},
	})
	expect(changed?.hashAfter).not.toBe(changed?.seeds[0]?.contentHash)
	expect(idle?.hashAfter).toBe(idle?.seeds[0]?.contentHash)
	expect(idle?.changes).toMatchObject({ fact: { added: 0, changed: 0, removed: 0 } })
})
