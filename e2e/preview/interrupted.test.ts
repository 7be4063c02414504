import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { workerIdentity } from '../../src/server/seed/worker-identity'
import { canEmulate, type Preview, rowsLeft, startPreview } from './preview'
import { cleanUp, startShard } from './steps'

const specs = ['synthesis-flow.spec.ts', 'project.spec.ts']

describe.runIf(canEmulate)('a run that is interrupted', () => {
	let preview: Preview
	beforeAll(async () => {
		preview = await startPreview()
	})

	/** Waits until each of so many `shards` of the run has begun so many `tests`. */
	async function isUnderWay(run: string, shards: number, tests: number): Promise<void> {
		for (;;) {
			const begun = await preview.sql`select shard from leases
				where run = ${run} and label <> 'global setup'
				group by shard having count(distinct label) >= ${tests}`
			if (begun.length >= shards) return
			await sleep(50)
		}
	}

	it('by the end of a server goes on at the other: only tests with a broken-off request fail, and nothing collides', async () => {
		const run = 'preview-8001-1'
		const [port, other] = preview.ports
		const shards = ['1/2', '2/2'].map((shard) => startShard(preview, { run, shard, specs }).ended)
		await isUnderWay(run, 2, 2)
		const before = preview.answered().length
		expect(await preview.restart(port), 'exit code of the server').toBe(0)
		const meanwhile = preview.answered().slice(before)
		const ended = await Promise.all(shards)

		const tests = ended.flatMap((shard) => shard.tests)
		const failedTests = tests.filter(({ status }) => !['passed', 'skipped'].includes(status))
		const brokenOff = preview.answered().filter(({ failed }) => failed)
		console.log(
			`${failedTests.length} of ${tests.length} tests failed, ${brokenOff.length} requests were broken off.`,
		)
		const outputs = ended.map(({ output }) => output).join('\n')
		expect(meanwhile.filter(({ servers }) => servers.includes(other)).length).toBeGreaterThan(0)
		expect(failedTests.length, outputs).toBeLessThanOrEqual(brokenOff.length)
		expect(brokenOff.every(({ servers }) => servers.includes(port))).toBe(true)
		for (const { isolation, output } of ended) {
			expect(isolation?.violations, output).toEqual([])
			expect(output).not.toMatch(/ISOLATION_VIOLATION|STALE_LEASE|LEASE_REQUIRED/)
		}
		const { exitCode, output } = await cleanUp(preview, run)
		expect(exitCode, output).toBe(0)
		expect(await rowsLeft(preview.sql)).toEqual({})
	})

	it('lets the next run pass, which both servers serve', async () => {
		const before = preview.answered().length
		const next = { run: 'preview-8002-1', shard: '1/1', specs: specs.slice(0, 1) }
		const { exitCode, output } = await startShard(preview, next).ended
		expect(exitCode, output).toBe(0)
		const servers = new Set(
			preview
				.answered()
				.slice(before)
				.flatMap((each) => each.servers),
		)
		expect([...servers].sort()).toEqual([...preview.ports].sort())
		expect(await rowsLeft(preview.sql)).toEqual({})
	})

	it('by the end of its job leaves rows, and the job’s clean-up deletes them all', async () => {
		const run = 'preview-8003-1'
		const shard = startShard(preview, { run, shard: '1/2', specs })
		await isUnderWay(run, 1, 1)
		shard.kill()
		const { exitCode } = await shard.ended
		expect(exitCode).toBe(null)
		const { leases = 0, projects = 0 } = await rowsLeft(preview.sql)
		expect([leases, projects].every((count) => count > 0)).toBe(true)
		const { output } = await cleanUp(preview, run)
		expect(output).toMatch(/^Deleted [1-9]\d* projects? of the run preview-8003-1\./m)
		expect(await rowsLeft(preview.sql)).toEqual({})
	})

	const endings: ['SIGTERM' | 'SIGKILL', number[]][] = [
		['SIGTERM', [200, 200]],
		['SIGKILL', [200, 502]],
	]
	it.each(endings)(
		'by %s at one of two servers, each with a long request under way, gets the answers %j, and no request is carried out again',
		async (signal, statuses) => {
			const run = `preview-${signal}-1`
			const slots = [1, 2].map((shard) => ({ run, shard, worker: 0 }))
			const before = preview.answered().length
			const seed = async (lease: (typeof slots)[number]) => {
				const body = { ...workerIdentity(lease), lease }
				return (await preview.ask('v1/test/seed', { body })).status
			}
			let seeding: Promise<number>[] = []
			let restarting: Promise<unknown> | undefined
			// Both seeds wait for a lock, which is given back once the signal has been sent.
			await preview.sql.begin(async (tx) => {
				await tx`lock table facts in share mode`
				seeding = slots.map(seed)
				const waiting = async () => (await tx`select from pg_locks where not granted`).length
				while ((await waiting()) < 2) await sleep(20)
				restarting = preview.restart(preview.ports[0], signal)
			})
			await restarting
			expect((await Promise.all(seeding)).sort()).toEqual(statuses)
			const answered = preview.answered().slice(before)
			expect(answered.flatMap(({ servers }) => servers).sort()).toEqual([...preview.ports].sort())
			const whole = statuses.filter((status) => status === 200).length
			expect(await rowsLeft(preview.sql)).toMatchObject({ projects: whole, facts: whole * 3 })
			expect((await cleanUp(preview, run)).output).toMatch(new RegExp(`^Deleted ${whole} project`))
			expect(await rowsLeft(preview.sql)).toEqual({})
		},
	)
})
