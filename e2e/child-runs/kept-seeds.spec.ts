/** Which runs keep their seeds: those that Playwright calls failed, whatever failed in them. */

import { expect, test } from '../harness/child-run-fixture'
import type { Client } from '../harness/client'

test.describe.configure({ timeout: 180_000 })

const leasesOf = async (client: Client, run: string) =>
	(await client.testHelpers.status.query({ run })).live_leases.length

test('a failed run keeps its seeds, whatever reports it, and a green one keeps none', async ({
	childRun,
	client,
}) => {
	const red = await childRun({
		args: ['controls/killed-worker.spec.ts', '--workers=1', '--reporter=line', '-g', 'killed'],
	})
	expect(red.exitCode, red.output).toBe(1)
	expect(red.output).toContain('The seeds are kept')
	expect(await leasesOf(client, red.run)).toBe(1)
	const green = await childRun({
		args: ['controls/titles.spec.ts', '--workers=1', '--reporter=line'],
	})
	expect(green.exitCode, green.output).toBe(0)
	expect(await leasesOf(client, green.run)).toBe(0)
})

for (const where of ['in beforeAll', 'in afterAll', 'before the seed', 'after the seed'])
	test(`a run that fails ${where} keeps its seeds, and its report says so`, async ({
		childRun,
		client,
	}) => {
		const args = ['controls/fails-around.spec.ts', '--workers=1', '-g', where]
		const child = await childRun({ args })
		expect(child.exitCode, child.output).toBe(1)
		expect(child.isolation?.tests).toMatchObject([{ status: 'failed', expected: false }])
		expect(await leasesOf(client, child.run), child.output).toBe(1)
	})

test('a run whose last attempts did as expected keeps no seeds, though others failed or were skipped', async ({
	childRun,
	client,
}) => {
	const child = await childRun({
		args: ['controls/is-green.spec.ts', 'controls/fails-at-first.spec.ts', '--workers=1'].concat(
			'--retries=1',
			'-g',
			'is-green|an expectation at first',
		),
	})
	expect(child.exitCode, child.output).toBe(0)
	expect(child.isolation?.tests.map(({ expected }) => expected)).toContain(false)
	expect(await leasesOf(client, child.run), child.output).toBe(0)
})

test('a run that counts flaky tests as failed keeps their seeds', async ({ childRun, client }) => {
	const child = await childRun({
		args: ['controls/fails-at-first.spec.ts', '--workers=1', '--retries=1', '-g', 'an expectation'],
		configuration: { failOnFlakyTests: true },
	})
	expect(child.exitCode, child.output).toBe(1)
	expect(await leasesOf(client, child.run), child.output).toBe(1)
})

test('an interrupted run ends with the code of interruption, also where it broke isolation', async ({
	childRun,
}) => {
	const child = await childRun({ args: ['controls/interrupts-its-run.spec.ts', '--workers=1'] })
	expect(child.isolation?.violations, child.output).toHaveLength(1)
	expect(child.exitCode, child.output).toBe(130)
})
