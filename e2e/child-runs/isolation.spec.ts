import { expect, test } from '../harness/child-run-fixture'

/** How often each control runs. */
const repeat = Number(process.env.E2E_REPEAT_CONTROLS ?? 1)

const controls = {
	'takes the id of another worker': ['ISOLATION_VIOLATION', 'Take ids from the seed fixture'],
	'has a hard-coded id': ['ISOLATION_VIOLATION', 'worker 7 of run'],
	'keeps a lease that a newer seed has replaced': ['STALE_LEASE', 'replaced by a newer seed'],
	'acts on the first of all projects': ['ISOLATION_VIOLATION', 'belongs to nobody'],
	'smuggles another project’s fact into a request of its own': ['ISOLATION_VIOLATION', 'the owner'],
}

/** Controls whose step fails because of what the page shows. The others print the answer themselves. */
const onPage = ['takes the id of another worker', 'keeps a lease that a newer seed has replaced']

test.describe.configure({ timeout: 180_000 * repeat })

test('each way to break isolation fails the test that took it, with its code and reason', async ({
	childRun,
}) => {
	const child = await childRun({
		args: ['controls/breaks-isolation.spec.ts', '--workers=2', `--repeat-each=${repeat}`],
	})
	expect(child.exitCode, child.output).toBe(1)
	for (const [title, [code = '', reason = '']] of Object.entries(controls)) {
		const results = child.tests.filter((each) => each.title === title)
		expect(results, child.output).toHaveLength(repeat)
		for (const { status, errors } of results) {
			expect(status, title).toBe('failed')
			// The first error says all in plain words, and no later one repeats it.
			expect(errors[0]).toMatch(/^(Error: )?This test broke isolation\.\n/)
			expect(errors[0]?.replaceAll('\n', ' ')).toContain(reason)
			if (onPage.includes(title)) expect(errors.slice(1).join()).not.toContain(code)
			expect(errors[0]?.split('\n').every((line) => line.length <= 120)).toBe(true)
			expect(errors[0]).not.toMatch(/Array \[|^ +at /m)
		}
	}
	expect(child.output).toContain('requests of this run broke isolation')
	expect(child.output).not.toContain('not a part of any test')
	expect(child.output).not.toContain('global-teardown')
})

test('a test that breaks isolation fails, also where it expects to fail or is skipped', async ({
	childRun,
}) => {
	const child = await childRun({ args: ['controls/expects-to-fail.spec.ts', '--workers=1'] })
	expect(child.exitCode, child.output).toBe(1)
	expect(child.output).toContain('3 failed')
	for (const { errors } of child.tests) expect(errors[0]).toContain('This test broke isolation.')
	expect(child.isolation?.tests.map(({ expected }) => expected)).toEqual([false, false, false])
})

test('a spec without the fixtures fails its run, and its test at once where a page shows it', async ({
	childRun,
}) => {
	const child = await childRun({
		args: ['controls/forgets-the-fixtures.spec.ts', '--workers=1'],
	})
	expect(child.exitCode).toBe(1)
	const [shown, asked] = child.tests
	expect(shown, child.output).toMatchObject({ title: 'shows a page', status: 'failed' })
	expect(shown?.errors[0]).toMatch(/^A request without x-seed-lease touched project/)
	expect(shown?.errors[0]).toContain('Import test from e2e/harness/fixtures')
	expect(shown?.durationMs).toBeLessThan(9_000)
	expect(asked, child.output).toMatchObject({ status: 'passed' })
	const [noted] = child.isolation?.tests ?? []
	// A page takes longer than that to ask, on any machine.
	expect((noted?.endedAt ?? 0) - (noted?.startedAt ?? 0)).toBeGreaterThan(10)
	expect(child.output).toContain('LEASE_REQUIRED in project.get')
	expect(child.isolation?.tests).toMatchObject([
		{
			label: 'controls › controls/forgets-the-fixtures.spec.ts › shows a page',
			status: 'failed',
			violations: [{ code: 'LEASE_REQUIRED' }],
		},
	])
	expect(child.output).not.toContain('not a part of any test')
})

test('two named runs and two shards at once do not meet', async ({ childRun }) => {
	const flow = ['synthesis-flow.spec.ts', '-g', 'generate opens|last output', '--workers=2']
	const children = await Promise.all([
		childRun({ args: flow }),
		childRun({ args: flow }),
		childRun({ args: [...flow, '--shard=1/2'], shard: 1 }),
		childRun({ args: [...flow, '--shard=2/2'], shard: 2 }),
	])
	for (const child of children) expect(child.exitCode, child.output).toBe(0)
	expect(children.map(({ tests }) => tests.length)).toEqual([2, 2, 1, 1])
})

test('a worker killed in the middle of a test fails that test and no other', async ({
	childRun,
}) => {
	const child = await childRun({
		args: ['controls/killed-worker.spec.ts', '--workers=2'],
	})
	const passed = child.tests.filter(({ status }) => status === 'passed').map(({ title }) => title)
	expect(child.tests, child.output).toHaveLength(5)
	expect(passed.sort()).toEqual(
		['first', 'fourth', 'second', 'third'].map((name) => `the ${name} test beside it`),
	)
})
