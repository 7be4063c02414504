import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { setTimeout as elapsed } from 'node:timers/promises'
import { createClient } from '../harness/client'
import { expect, test } from '../harness/fixtures'
import { startApplication, testableServer } from '../server/application'

// Each start of a server makes or opens a database. That takes seconds, and longer while other workers do the same.
test.describe.configure({ timeout: 240_000 })

test('a server killed in the middle of a seed leaves the old seed or the new one, whole', async () => {
	const project_id = randomUUID()
	const dataDir = mkdtempSync(path.join(tmpdir(), 'artifact-'))
	const start = () => startApplication({ env: { ...testableServer, ARTIFACT_DATA_DIR: dataDir } })
	const large = { project_id, facts_count: 20_000 }

	let application = await start()
	let client = createClient(`http://127.0.0.1:${application.port}`)
	const durationMs = (await client.testHelpers.seed.mutate(large)).seed_ms
	const newHash = (await client.testHelpers.status.query({ project_id })).content_hash
	const oldHash = (await client.testHelpers.seed.mutate({ project_id })).content_hash

	for (const share of [0.2, 0.5, 0.8]) {
		const seeding = client.testHelpers.seed.mutate(large).catch(() => 'cut off')
		await elapsed(durationMs * share)
		await application.stop('SIGKILL')
		await seeding
		application = await start()
		client = createClient(`http://127.0.0.1:${application.port}`)
		const { content_hash } = await client.testHelpers.status.query({ project_id })
		expect([oldHash, newHash], `killed after ${share} of the seed`).toContain(content_hash)
		expect((await client.testHelpers.seed.mutate({ project_id })).content_hash).toBe(oldHash)
	}
	await client.testHelpers.cleanup.mutate({ project_id })
	await application.stop()
	rmSync(dataDir, { recursive: true })
})

test('a server ends with the process that started it, also where that process does not stop it', async () => {
	const dataDir = mkdtempSync(path.join(tmpdir(), 'artifact-'))
	const script = `
		import { startApplication, testableServer } from './e2e/server/application.ts'
		const env = { ...testableServer, ARTIFACT_DATA_DIR: ${JSON.stringify(dataDir)} }
		const application = await startApplication({ env })
		console.log(String(application.process.pid))
		throw new Error('A test that fails')`
	const caller = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
		stdio: ['ignore', 'pipe', 'pipe'],
	})
	const printed = Promise.all([text(caller.stdout), text(caller.stderr)])
	const exited = once(caller, 'exit')
	const [pid, problem] = await printed
	expect(pid, problem).toMatch(/^\d+$/m)
	expect(await exited).toEqual([1, null])
	await expect.poll(() => isAlive(Number(pid))).toBe(false)
	rmSync(dataDir, { recursive: true })
})

function isAlive(pid: number): boolean {
	try {
		return process.kill(pid, 0)
	} catch {
		return false
	}
}

test('the server of a run ends with the run, also where Playwright is killed', async () => {
	const run = `orphan-${randomUUID()}`
	const server = spawn(process.execPath, ['--import', 'tsx', 'e2e/server/web-server.ts'], {
		env: { ...process.env, E2E_RUN_ID: run, E2E_SHARD: '0' },
		stdio: ['pipe', 'pipe', 'ignore'],
	})
	const exited = once(server, 'exit')
	for await (const line of createInterface({ input: server.stdout }))
		if (line.startsWith('Listening on port')) break
	server.stdin.end()
	expect(await exited).toEqual([0, null])
	expect(existsSync(`.e2e/${run}-0`)).toBe(false)
})
