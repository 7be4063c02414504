/** Habits of specs that are not ours, each tried in a run of its own: what breaks nothing fails nothing. */
import { expect, test } from '../harness/child-run-fixture'

test.describe.configure({ timeout: 240_000 })

test('contexts, pages and calls that tests leave open meet no later test', async ({ childRun }) => {
	const child = await childRun({
		args: ['controls/leaves-things-open.spec.ts', '--workers=1', '--repeat-each=3'],
	})
	expect(child.exitCode, child.output).toBe(0)
	expect(child.tests).toHaveLength(21)
	expect(child.isolation?.violations).toEqual([])
})

test('calls of the typed client and further seeds end with their test, whoever awaits them', async ({
	childRun,
}) => {
	const child = await childRun({
		args: ['controls/awaits-no-call.spec.ts', '--workers=1'],
		configuration: { fullyParallel: false },
	})
	expect(child.exitCode, child.output).toBe(0)
	expect(child.tests).toHaveLength(6)
	expect(child.isolation?.violations).toEqual([])
})

test('a page that is kept for all tests carries the lease of each of them', async ({
	childRun,
}) => {
	const child = await childRun({
		args: ['controls/keeps-a-page.spec.ts', '--workers=1'],
		configuration: { fullyParallel: false },
	})
	expect(child.exitCode, child.output).toBe(0)
	expect(child.tests).toHaveLength(9)
	expect(child.isolation?.violations).toEqual([])
})

test('a test that breaks isolation fails, and no test beside it or after it', async ({
	childRun,
}) => {
	const child = await childRun({ args: ['controls/innocents.spec.ts', '--workers=2'] })
	expect(child.exitCode, child.output).toBe(1)
	for (const { title, status, errors } of child.tests) {
		expect(status, `${title}\n${child.output}`).toBe(
			title.startsWith('guilty') ? 'failed' : 'passed',
		)
		if (status === 'failed') expect(errors[0]).toContain('This test broke isolation.')
	}
	const guilty = child.tests.filter(({ title }) => title.startsWith('guilty'))
	expect(guilty).toHaveLength(2)
	const labels = child.isolation?.violations.map(({ label }) => label ?? '') ?? []
	expect(labels.filter((label) => !label.includes('guilty'))).toEqual([])
})

test('a title may hold any character', async ({ childRun }) => {
	const child = await childRun({ args: ['controls/titles.spec.ts', '--workers=1'] })
	expect(child.exitCode, child.output).toBe(0)
	expect(child.tests).toHaveLength(5)
})

test('an address without a scheme is refused with an example of one', async ({ childRun }) => {
	const args = ['theme.spec.ts', '--workers=1']
	for (const BASE_URL of ['localhost:3000', '127.0.0.1:3000', 'example.com']) {
		const child = await childRun({ args, env: { BASE_URL } })
		expect(child.exitCode).toBe(1)
		expect(child.output).toContain('such as http://localhost:3000')
	}
})
