/** Runs whose shards, projects and workers are set in the configuration, or in an unusual way on the command line. */
import { randomBytes } from 'node:crypto'
import { cpus } from 'node:os'
import { expect, test } from '../harness/child-run-fixture'

test.describe.configure({ timeout: 180_000 })

const flow = ['synthesis-flow.spec.ts', '-g', 'generate opens|last output']

test('two shards of one run, set in their configurations and run at once, do not meet', async ({
	childRun,
	client,
}) => {
	const run = `configured-${randomBytes(4).toString('hex')}`
	const shards = await Promise.all(
		[1, 2].map((current) =>
			childRun({
				run,
				shard: current,
				args: [...flow, '--workers=2'],
				configuration: { shard: { current, total: 2 } },
				env: { E2E_KEEP: '1' },
			}),
		),
	)
	for (const shard of shards) expect(shard.exitCode, shard.output).toBe(0)
	expect(shards.map(({ tests }) => tests.length)).toEqual([1, 1])
	const { live_leases, violations } = await client.testHelpers.status.query({ run })
	expect(violations).toEqual([])
	expect([...new Set(live_leases.map(({ shard }) => shard))]).toEqual([1, 2])
})

test('two projects with the same tests share the workers, and each test has a seed of its own', async ({
	childRun,
	client,
}) => {
	const projects = [{ name: 'first' }, { name: 'second' }]
	const child = await childRun({
		args: [...flow, '--workers=2'],
		configuration: { projects },
		env: { E2E_KEEP: '1' },
	})
	expect(child.exitCode, child.output).toBe(0)
	expect(child.tests.map(({ status }) => status)).toEqual(Array(4).fill('passed'))
	const { live_leases } = await client.testHelpers.status.query({ run: child.run })
	expect(live_leases).toHaveLength(2)
	for (const { label } of live_leases) expect(label).toMatch(/^(first|second) › /)
	const counts = child.isolation?.workers.map(({ tests }) => tests) ?? []
	expect(counts.reduce((sum, count) => sum + count, 0)).toBe(4)
})

test('workers may be a percentage', async ({ childRun, client }) => {
	const child = await childRun({ args: [...flow, '--workers=100%'], env: { E2E_KEEP: '1' } })
	expect(child.exitCode, child.output).toBe(0)
	const { live_leases } = await client.testHelpers.status.query({ run: child.run })
	const seeded = new Set(live_leases.map(({ worker }) => worker))
	expect(seeded.size).toBe(cpus().length)
})

test('files may run one after the other', async ({ childRun }) => {
	const child = await childRun({ args: flow, configuration: { fullyParallel: false, workers: 2 } })
	expect(child.exitCode, child.output).toBe(0)
	expect(child.tests).toHaveLength(2)
})

test('a spec that opens no page starts no browser', async ({ childRun }) => {
	const child = await childRun({
		args: ['seed-contract.spec.ts', 'theme.spec.ts', '--workers=2'],
		configuration: { use: { launchOptions: { executablePath: '/nowhere/a-browser' } } },
	})
	const failed = child.tests.filter(({ status }) => status !== 'passed')
	expect(failed).toHaveLength(1)
	// The theme's spec shows that no browser can be started here.
	expect(failed[0]?.errors.join()).toContain('/nowhere/a-browser')
	expect(child.tests.length).toBeGreaterThan(5)
})
