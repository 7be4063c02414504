import { spawnSync } from 'node:child_process'
import { beforeAll, describe, expect, it } from 'vitest'
import { startEdge } from './edge'
import { canEmulate, contentsOf, type Preview, startPreview } from './preview'
import { cleanUp, type ShardRun, startShard } from './steps'

describe.runIf(canEmulate)('a run on a preview', () => {
	let preview: Preview
	beforeAll(async () => {
		preview = await startPreview()
	})
	const run = 'preview-9001-1'
	const specs = ['synthesis-flow.spec.ts:4']
	const start = (env: Record<string, string | undefined>) =>
		startShard(preview, { run, shard: '1/1', specs, env }).ended

	/** Expects that global setup refuses a run: no test begins, and the database stays as it was. Returns the output. */
	async function refused(starting: () => Promise<ShardRun>): Promise<string> {
		const before = await contentsOf(preview.sql)
		const { exitCode, tests, output } = await starting()
		expect(exitCode).toBe(1)
		expect(tests).toEqual([])
		expect(await contentsOf(preview.sql)).toEqual(before)
		return output
	}

	it('without the secret of the protection is refused with its name, and reaches no server', async () => {
		const before = preview.answered().length
		const output = await refused(() => start({ VERCEL_AUTOMATION_BYPASS_SECRET: undefined }))
		expect(output).toMatch(/deployment at \S+ is protected.*Set VERCEL_AUTOMATION_BYPASS_SECRET/)
		const answered = preview.answered().slice(before)
		expect(answered.length).toBeGreaterThan(0)
		expect(answered.filter(({ servers }) => servers.length > 0)).toEqual([])
	})

	it('of another commit than the deployed one is refused, and both commits are named', async () => {
		const wanted = 'a'.repeat(40)
		const output = await refused(() => start({ E2E_EXPECTED_COMMIT: wanted }))
		expect(output).toContain(`serves commit ${preview.variables.E2E_EXPECTED_COMMIT}`)
		expect(output).toContain(wanted)
	})

	it('fails in its pages where the edge hands out no cookie: nothing else lets pages in', async () => {
		const secret = `${preview.variables.VERCEL_AUTOMATION_BYPASS_SECRET}`
		const edge = await startEdge(preview.ports, { secret, handsOutCookie: false })
		// The test waits for the page until its time is up.
		const options = { run, shard: '1/1', specs: [...specs, '--timeout=10000'], url: edge.url }
		const { exitCode, tests } = await startShard(preview, options).ended
		expect(exitCode).toBe(1)
		expect(tests.map(({ status }) => status)).not.toContain('passed')
		const pages = edge.answered().filter(({ path }) => path.startsWith('/project/'))
		expect(new Set(pages.map(({ status }) => status))).toEqual(new Set([401]))
		expect((await cleanUp(preview, run)).output).toContain('Deleted 1 project')
		expect((await start({})).exitCode).toBe(0)
	})

	it('whose database is marked as production’s meanwhile is refused before its first write', async () => {
		const protect = spawnSync('npm', ['run', 'db:protect'], {
			env: { ...process.env, DATABASE_URL: preview.databaseUrl, VERCEL_ENV: undefined },
			encoding: 'utf8',
		})
		expect(protect.stdout).toContain('is marked as production’s')
		const output = await refused(() => start({}))
		expect(output).toMatch(/no test helpers: its database is marked as production’s/)
		expect((await contentsOf(preview.sql)).production_mark).toHaveLength(1)
		const { exitCode, output: said } = await cleanUp(preview, run)
		expect([exitCode, said]).toEqual([1, expect.stringContaining('answered 404')])
	})
})
