import { beforeAll, describe, expect, it } from 'vitest'
import { workerIdentity } from '../../src/server/seed/worker-identity'
import type { Answered } from './edge'
import { canEmulate, type Preview, rowsLeft, startPreview } from './preview'
import { cleanUp, mergeReports, type ShardRun, startShard } from './steps'

/**
 * Specs of what differs on a preview. synthesis-flow: pages with a lease, long requests that are cut off, and faults.
 * project: lists, and rows that a lease makes and deletes. seed-contract: the suite's own requests on both surfaces.
 */
const specs = ['synthesis-flow.spec.ts', 'project.spec.ts', 'seed-contract.spec.ts']
const runs = ['preview-7001-1', 'preview-7002-1']
const shards = ['1/2', '2/2']

describe.runIf(canEmulate)('two runs of two shards each at once on one preview', () => {
	let preview: Preview
	let ended: Map<string, ShardRun[]>
	let answered: Answered[]
	beforeAll(async () => {
		preview = await startPreview()
		const started = runs.map(async (run): Promise<[string, ShardRun[]]> => {
			const started = shards.map((shard) => startShard(preview, { run, shard, specs }).ended)
			return [run, await Promise.all(started)]
		})
		ended = new Map(await Promise.all(started))
		answered = preview.answered()
	}, 600_000)

	it.each(runs)('pass: %s', (run) => {
		for (const { tests, exitCode, output } of ended.get(run) ?? []) {
			expect(tests.filter(({ status }) => !['passed', 'skipped'].includes(status))).toEqual([])
			expect(tests.length, output).toBeGreaterThan(0)
			expect(exitCode, output).toBe(0)
		}
	})

	it.each(runs)(
		'merge into one report each, in which no worker touched another’s data: %s',
		async (run) => {
			const merged = await mergeReports(run)
			expect(merged.exitCode, merged.output).toBe(0)
			const { workers } = merged.isolation as { workers: { shard: number; seeds: number }[] }
			expect(merged.isolation).toMatchObject({ run, shards: [1, 2], violations: [] })
			expect(workers.map(({ shard }) => shard)).toEqual([1, 2])
			for (const { seeds } of workers) expect(seeds).toBeGreaterThan(1)
			expect(merged.page).toContain('<html')
		},
	)

	it('are served by both servers, in turns', () => {
		const served = answered.filter(({ servers }) => servers.length > 0)
		for (const port of preview.ports) {
			const share = served.filter(({ servers }) => servers.includes(port)).length / served.length
			expect(share).toBeGreaterThan(0.4)
		}
		// `failed` is no matter of the status: the server itself answers 502 to a synthesis that is made to fail.
		expect(served.filter(({ failed }) => failed)).toEqual([])
	})

	it('leave no row, and their clean-up says so', async () => {
		for (const run of runs) {
			const { exitCode, output } = await cleanUp(preview, run)
			expect(exitCode, output).toBe(0)
			expect(output).toContain(`Deleted 0 projects of the run ${run}.`)
		}
		expect(await rowsLeft(preview.sql)).toEqual({})
	})

	it('would take each other’s leases away if both had one name', async () => {
		const slot = { run: 'preview-7003-1', shard: 1, worker: 0 }
		const seed = async (lease: typeof slot) => {
			const body = { ...workerIdentity(lease), lease }
			return (await preview.ask('v1/test/seed', { body })).json()
		}
		const listWith = async ({ lease_id: lease, project_id }: Record<string, string>) => {
			const input = encodeURIComponent(JSON.stringify({ projectId: project_id }))
			const answer = await preview.ask(`trpc/fact.list?input=${input}`, { lease })
			return [answer.status, await answer.text()]
		}
		const first = await seed(slot)
		const other = await seed({ ...slot, run: 'preview-7004-1' })
		expect(await listWith(first)).toEqual([200, expect.any(String)])
		await seed(slot)
		expect(await listWith(first)).toEqual([409, expect.stringContaining('STALE_LEASE')])
		expect(await listWith(other)).toEqual([200, expect.any(String)])
		expect(await rowsLeft(preview.sql)).toMatchObject({ projects: 2, leases: 3, violations: 1 })
		for (const run of [slot.run, 'preview-7004-1']) {
			const { output } = await cleanUp(preview, run)
			expect(output).toContain(`Deleted 1 project of the run ${run}.`)
		}
		expect(await rowsLeft(preview.sql)).toEqual({})
	})
})
