import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { vercelProduction } from '../application'
import { expect, test } from '../fixtures'
import { preflight } from '../preflight'
import { copyOfMigrations, withServer } from '../throwaway-server'

// Most of these tests start a server and its database.
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
				E2E_SHARD: '0',
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

test('a production build without a token is told that it needs one, and where the suite has its own from', async () => {
	await withServer({ env: { ARTIFACT_TEST_SEED_TOKEN: '' } }, async (url) => {
		await expect(preflight(url)).rejects.toThrow(
			/production build.*ARTIFACT_TEST_SEED_TOKEN.*The suite sends that of its own environment/,
		)
	})
})

test('a production deployment is recognised', async () => {
	await withServer({ env: vercelProduction }, async (url) => {
		await expect(preflight(url)).rejects.toThrow(
			/has no test helpers: it is a production deployment.*npm run db:unprotect/,
		)
	})
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
