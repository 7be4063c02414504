import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { createClient } from '../harness/client'
import { expect, test } from '../harness/fixtures'
import { authorization } from '../harness/suite-token'
import { vercelProduction } from '../server/application'
import { copyOfMigrations, withServer } from '../server/throwaway-server'

type LogLine = { id?: string; level?: string; procedure?: string; code?: string; error?: object }

// Most of these tests start servers of their own.
test.describe.configure({ timeout: 120_000 })

function logOf(output: string): LogLine[] {
	return output
		.split('\n')
		.filter((line) => line.startsWith('{'))
		.map((line) => JSON.parse(line))
}

test('every page and answer forbids foreign scripts, framing and sniffing', async ({
	page,
	request,
}) => {
	for (const url of ['/', '/project/x', '/nothing', '/api/v1/health']) {
		const headers = (await request.get(url)).headers()
		expect(headers['content-security-policy'], url).toContain("script-src 'self';")
		expect(headers['content-security-policy'], url).toContain("frame-ancestors 'none'")
		expect(headers['x-content-type-options'], url).toBe('nosniff')
		expect(headers['referrer-policy'], url).toBe('same-origin')
		expect(headers['x-powered-by'], url).toBeUndefined()
	}
	const refused: string[] = []
	page.on('console', (message) => {
		if (message.text().includes('Content Security Policy')) refused.push(message.text())
	})
	await page.goto('/')
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
	await page.evaluate(() => {
		const script = document.createElement('script')
		script.textContent = 'document.title = "injected"'
		document.body.append(script)
	})
	await expect(page).not.toHaveTitle('injected')
	expect(refused).toHaveLength(1)
})

test('an answered request is one line of the log, found by the id in its answer', async ({
	seed,
	request,
}) => {
	await withServer(
		{ env: { ARTIFACT_TEST_SEED_TOKEN: 'never-to-be-seen-in-any-log-0123456789' } },
		async (url, application) => {
			const headers = { authorization: 'Bearer never-to-be-seen-in-any-log-0123456789' }
			const lease = { run: 'logged', shard: 0, worker: 4 }
			const seeding = await request.post(`${url}/api/v1/test/seed`, { headers, data: { lease } })
			const { project_id, lease_id } = await seeding.json()
			const input = encodeURIComponent(
				JSON.stringify({ projectId: project_id, search: 'Pedestrians' }),
			)
			const listing = await request.get(`${url}/api/trpc/fact.list?input=${input}`, {
				headers: { 'x-seed-lease': lease_id },
			})
			expect(await listing.text()).toContain('Pedestrians reported relief')
			await request.post(`${url}/api/v1/test/seed`, {
				headers: { 'x-seed-lease': seed.lease_id ?? '' },
			})
			const idOf = (response: typeof listing) => response.headers()['x-request-id'] ?? 'none'
			const lineOf = (id: string) => logOf(application.output()).filter((line) => line.id === id)
			await expect.poll(() => lineOf(idOf(listing))).toHaveLength(1)
			expect(lineOf(idOf(listing))[0]).toMatchObject({
				...{ surface: 'trpc', procedure: 'fact.list', code: 'OK', run: 'logged', worker: 4 },
				durationMs: expect.any(Number),
			})
			await expect.poll(() => lineOf(idOf(seeding))).toHaveLength(1)
			expect(lineOf(idOf(seeding))[0]).toMatchObject({
				surface: 'rest',
				procedure: 'testHelpers.seed',
			})
			await expect
				.poll(() => logOf(application.output()).map(({ code }) => code))
				.toContain('UNAUTHORIZED')
			expect(application.output()).not.toContain('never-to-be-seen')
			expect(application.output()).not.toContain('Pedestrians')
		},
	)
})

test('an error of the server keeps its cause in the log and tells the caller its id only', async ({
	request,
}) => {
	const checkout = copyOfMigrations()
	await withServer({ cwd: checkout }, async (url, application) => {
		rmSync(path.join(checkout, 'drizzle/meta/_journal.json'))
		const response = await request.get(`${url}/api/v1/test/status`, {
			headers: authorization(),
		})
		const id = response.headers()['x-request-id'] ?? 'none'
		expect(response.status()).toBe(500)
		expect(await response.json()).toEqual({
			code: 'INTERNAL_SERVER_ERROR',
			message: `The server failed to answer this request. Its id is ${id}.`,
		})
		const errors = () => logOf(application.output()).filter((line) => line.level === 'error')
		await expect.poll(errors).toHaveLength(1)
		expect(errors()[0]?.id).toBe(id)
		expect(JSON.stringify(errors()[0])).toContain('_journal.json')
	})
})

test('a server that is told to end answers open requests, closes its database and exits with 0', async () => {
	await withServer({}, async (url, application) => {
		const client = createClient(url)
		const { project_id: projectId } = await client.testHelpers.seed.mutate({})
		const { facts } = await client.fact.list.query({ projectId })
		const generating = fetch(`${url}/api/trpc/output.generate`, {
			method: 'POST',
			headers: { 'x-e2e-fault': 'delay=1500', 'content-type': 'application/json' },
			body: JSON.stringify({ projectId, mode: 'paragraph', factIds: facts.map(({ id }) => id) }),
		})
		const running = () =>
			logOf(application.output()).filter(({ procedure }) => procedure === 'health')
		await fetch(`${url}/api/v1/health`)
		await expect.poll(running).toHaveLength(1)
		const exited = application.stop('SIGTERM')
		expect((await generating).status).toBe(200)
		expect(await exited).toBe(0)
	})
})

test('the start says whether seeding is open, for whom and why', async () => {
	const starts: [env: Record<string, string>, line: string][] = [
		[{}, 'Seeding is open to callers that send ARTIFACT_TEST_SEED_TOKEN'],
		[
			{ ARTIFACT_TEST_SEED_TOKEN: '' },
			'Seeding is closed: a production build needs ARTIFACT_TEST_SEED_TOKEN',
		],
		[
			{ ARTIFACT_ENABLE_TEST_SEED: '', ARTIFACT_E2E_MODE: '' },
			'Seeding is closed: ARTIFACT_ENABLE_TEST_SEED is not true.',
		],
		[vercelProduction, 'Warning: ARTIFACT_ENABLE_TEST_SEED=true does nothing in production'],
	]
	for (const [env, line] of starts)
		await withServer(
			{ env: { ARTIFACT_DATA_DIR: 'memory://', ...env } },
			async (_, application) => {
				expect(application.output()).toContain(line)
			},
		)
})

test('a wrong or contradictory setting ends the start with its name and what is allowed', async () => {
	const starts: [env: Record<string, string>, reason: RegExp][] = [
		[
			{ ARTIFACT_ENABLE_TEST_SEED: '1' },
			/ended with code 1[\s\S]*ARTIFACT_ENABLE_TEST_SEED: allowed: true or false/,
		],
		[{ ARTIFACT_TEST_SEED_TOKEN: 'short' }, /ARTIFACT_TEST_SEED_TOKEN: allowed: at least 32/],
		[
			{ ARTIFACT_ENABLE_TEST_SEED: '' },
			/ARTIFACT_E2E_MODE: true needs ARTIFACT_ENABLE_TEST_SEED=true/,
		],
		[{ ARTIFACT_ENABLE_SEED: 'true' }, /ARTIFACT_ENABLE_SEED: unknown/],
		[{ VERCEL: '1', DATABASE_URL: '' }, /DATABASE_URL: required on Vercel/],
	]
	for (const [env, reason] of starts)
		await expect(withServer({ env }, async () => {})).rejects.toThrow(reason)
})

test('the build has no inline script that the policy would forbid', () => {
	const html = readFileSync('.next/server/pages/index.html', 'utf8')
	const inline = [...html.matchAll(/<script(?![^>]*\bsrc=)([^>]*)>/g)].map(
		([, attributes]) => attributes,
	)
	expect(inline).toEqual([expect.stringContaining('type="application/json"')])
})
