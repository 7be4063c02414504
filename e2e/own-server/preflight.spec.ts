import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { runPlaywright } from '../harness/child-run'
import { expect, test } from '../harness/fixtures'
import { preflight } from '../harness/preflight'
import { vercelProduction } from '../server/application'
import { startGateway } from '../server/gateway'
import { copyOfMigrations, withServer } from '../server/throwaway-server'

// Most of these tests start a server with a database.
test.describe.configure({ timeout: 120_000 })

/** An address on which nothing listens. */
async function closedAddress(): Promise<string> {
	const server = createServer()
	const port = await new Promise<number>((resolve) =>
		server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
	)
	await new Promise((resolve) => server.close(resolve))
	return `http://127.0.0.1:${port}`
}

test('a server that is down is named with its address', async () => {
	const url = await closedAddress()
	await expect(preflight(url)).rejects.toThrow(`No application answers at ${url}`)
})

test('a run against a server that is down fails in its global setup', async () => {
	const url = await closedAddress()
	const run = spawnSync(
		process.execPath,
		['node_modules/@playwright/test/cli.js', 'test', 'synthesis-flow.spec.ts'],
		{
			env: {
				...process.env,
				BASE_URL: url,
				E2E_RUN_ID: 'preflight',
				TEST_PARALLEL_INDEX: undefined,
				TEST_WORKER_INDEX: undefined,
			},
			encoding: 'utf8',
		},
	)
	expect(run.status).not.toBe(0)
	expect(run.stdout + run.stderr).toContain(`No application answers at ${url}`)
})

test('a server without the flag is told which flag to set', async () => {
	await withServer(
		{ env: { ARTIFACT_ENABLE_TEST_SEED: '', ARTIFACT_E2E_MODE: '' } },
		async (url) => {
			await expect(preflight(url)).rejects.toThrow(
				/Seeding is closed.*ARTIFACT_ENABLE_TEST_SEED=true/,
			)
		},
	)
})

test('a server outside E2E mode is told which mode to set', async () => {
	await withServer({ env: { ARTIFACT_E2E_MODE: '' } }, async (url) => {
		await expect(preflight(url)).rejects.toThrow(/E2E mode is off.*ARTIFACT_E2E_MODE=true/)
	})
})

test('a suite without the server’s token is told where to put it', async () => {
	await withServer(
		{ env: { ARTIFACT_TEST_SEED_TOKEN: 'a-token-that-is-long-enough-for-this' } },
		async (url) => {
			await expect(preflight(url)).rejects.toThrow(/needs a token.*ARTIFACT_TEST_SEED_TOKEN/)
		},
	)
})

test('a production build without a token is told that it needs one, and where the suite takes its token from', async () => {
	await withServer({ env: { ARTIFACT_TEST_SEED_TOKEN: '' } }, async (url) => {
		await expect(preflight(url)).rejects.toThrow(
			/production build.*ARTIFACT_TEST_SEED_TOKEN.*The suite sends the token of its own environment/,
		)
	})
})

test('a production deployment is recognised', async () => {
	await withServer({ env: vercelProduction }, async (url) => {
		await expect(preflight(url)).rejects.toThrow(
			/has no test helpers: it is a production deployment.*Point BASE_URL at a preview/,
		)
	})
})

test('a database that is marked as production’s is told from a production deployment', async () => {
	const dataDir = mkdtempSync(path.join(tmpdir(), 'artifact-'))
	const env = { ARTIFACT_DATA_DIR: dataDir, DATABASE_URL: '' }
	const command = ['--import', 'tsx', 'src/server/process/protect-command.ts']
	const marked = spawnSync(process.execPath, command, { env: { ...process.env, ...env } })
	expect(marked.status, String(marked.stderr)).toBe(0)
	await withServer({ env }, async (url) => {
		await expect(preflight(url)).rejects.toThrow(
			/has no test helpers: its database is marked.*npm run db:unprotect/,
		)
	})
	rmSync(dataDir, { recursive: true })
})

test('a database that lacks a migration is named with the command that mends it', async () => {
	const checkout = copyOfMigrations()
	await withServer({ cwd: checkout }, async (url) => {
		await preflight(url)
		const journalFile = path.join(checkout, 'drizzle/meta/_journal.json')
		const journal = JSON.parse(readFileSync(journalFile, 'utf8'))
		const newest = journal.entries.at(-1)
		journal.entries.push({ ...newest, idx: newest.idx + 1, when: newest.when + 1, tag: 'next' })
		writeFileSync(journalFile, JSON.stringify(journal))
		await expect(preflight(url)).rejects.toThrow(/lacks migrations.*npm run db:migrate/)
	})
})

test.describe('the commit that is expected', () => {
	const commit = 'c'.repeat(40)
	const other = 'd'.repeat(40)
	const expecting = async (expected: string, url: string) => {
		process.env.E2E_EXPECTED_COMMIT = expected
		try {
			return (await preflight(url)).commit
		} finally {
			delete process.env.E2E_EXPECTED_COMMIT
		}
	}

	test('is that of the server, else both are named', async () => {
		await withServer({ env: { VERCEL_GIT_COMMIT_SHA: commit } }, async (url) => {
			expect(await expecting(commit, url)).toBe(commit)
			expect(await expecting(commit.toUpperCase(), url)).toBe(commit)
			await expect(expecting(other, url)).rejects.toThrow(
				new RegExp(`serves commit ${commit}, and E2E_EXPECTED_COMMIT is ${other}`),
			)
			await expect(expecting('cccccc', url)).rejects.toThrow(/allowed: all 40 hexadecimal digits/)
		})
	})

	test('is known to a build without Vercel too, from git', async ({ client }) => {
		const git = (...args: string[]) => spawnSync('git', args, { encoding: 'utf8' }).stdout.trim()
		const { commit } = await client.testHelpers.status.query()
		const isCheckout = git('rev-parse', '--git-dir') !== ''
		if (!isCheckout) return expect(commit).toBeNull()
		expect(commit).toMatch(/^[0-9a-f]{40}(-dirty)?$/)
		expect(git('cat-file', '-t', commit?.slice(0, 40) ?? '')).toBe('commit')
	})

	test('fails a run at its end where another deployment has come to the address meanwhile', async () => {
		await withServer({ env: { VERCEL_GIT_COMMIT_SHA: commit } }, async (older) => {
			await withServer({ env: { VERCEL_GIT_COMMIT_SHA: other } }, async (newer) => {
				// Global setup sends three requests: for the status, to clean and to seed.
				const address = await startGateway({ leadsTo: (asked) => (asked <= 3 ? older : newer) })
				const child = await runPlaywright({
					url: address.url,
					args: ['controls/asks-nothing.spec.ts', '--workers=1'],
					env: { E2E_EXPECTED_COMMIT: commit },
				})
				await address.close()
				expect(child.output).toContain(`serves commit ${other}`)
				expect(child.exitCode).toBe(1)
			})
		})
	})
})
