import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { runForTests } from '@/isolation/adapter'
import { sweepExpired } from '@/isolation/cleanup'
import trpcHandler from '@/pages/api/trpc/[trpc]'
import { callerOf } from '@/testing/caller'
import { contentsOf } from '@/testing/contents'
import { secret } from '@/testing/gate-table'
import { serveRoutes } from '@/testing/http-server'
import { type RawRequest, sendRaw } from '@/testing/raw-request'
import { databaseToReopen } from '@/testing/reopened-database'
import { rowsIn } from '@/testing/test-database'
import { handleRest } from '../http/rest'
import { EnvironmentError, env, parseEnv } from '../process/env'
import { adapter } from '../seed/adapter'
import type { Database } from './client'
import { isMarked, markAsProduction, removeMark } from './production-mark'

const open = await databaseToReopen()
let database = await open()
const isMarkedNow = () => database.run('read', isMarked)

// tRPC and REST read the database and the environment of the process at each request.
const serve = (served: Database) =>
	Object.assign(globalThis, { artifactDatabase: Promise.resolve(served) })
const startedWith = (variables: Record<string, string | undefined>) =>
	Object.assign(env(), parseEnv(variables))
const origin = await serveRoutes([
	{ prefix: '/api/v1/', parameter: 'path', handler: handleRest },
	{ prefix: '/api/trpc/', parameter: 'trpc', handler: trpcHandler, single: true },
])
const port = Number(new URL(origin).port)
const everythingSet = {
	...{ ARTIFACT_ENABLE_TEST_SEED: 'true', ARTIFACT_E2E_MODE: 'true' },
	ARTIFACT_TEST_SEED_TOKEN: secret,
}

/** The answer to a call, without the parts that differ from request to request. */
async function answerTo(request: Pick<RawRequest, 'method' | 'path' | 'body'>) {
	const headers = {
		...{ host: 'localhost', authorization: `Bearer ${secret}` },
		...(request.body !== undefined && { 'content-type': 'application/json' }),
	}
	const answer = await sendRaw({ address: '127.0.0.1', port, ...request, headers })
	const differs = ['date', 'x-request-id']
	return { ...answer, headers: answer.headers.filter(([name]) => !differs.includes(name)) }
}

const project = randomUUID()
const input = JSON.stringify({ project_id: project })
const keeping = JSON.stringify({ project_id: project, lease: { run: 'r', shard: 0, worker: 0 } })
const query = encodeURIComponent(input)
const calls = {
	'seed over REST': { method: 'POST', path: '/api/v1/test/seed', body: input },
	'keep over REST': { method: 'POST', path: '/api/v1/test/keep', body: keeping },
	'cleanup over REST': { method: 'DELETE', path: `/api/v1/test/cleanup?project_id=${project}` },
	'status over REST': { method: 'GET', path: `/api/v1/test/status?project_id=${project}` },
	'seed over tRPC': { method: 'POST', path: '/api/trpc/testHelpers.seed', body: input },
	'keep over tRPC': { method: 'POST', path: '/api/trpc/testHelpers.keep', body: keeping },
	'cleanup over tRPC': { method: 'POST', path: '/api/trpc/testHelpers.cleanup', body: input },
	'status over tRPC': { method: 'GET', path: `/api/trpc/testHelpers.status?input=${query}` },
}

const healthCall = { method: 'GET', path: '/api/v1/health' }

/** Whether a call is answered byte for byte like one of a path that no server has. */
async function expectUnknown(name: string, call: (typeof calls)[keyof typeof calls]) {
	const unknown = call.path.replace('testHelpers', 'nestHelpers').replace('v1/test', 'v1/nest')
	const [given, expected] = await Promise.all([
		answerTo(call),
		answerTo({ ...call, path: unknown }),
	])
	expect(given.status, name).toBe(404)
	const body = expected.body.replaceAll('nestHelpers', 'testHelpers')
	expect(given, name).toEqual({ ...expected, body })
}

/** A seed that expired, an old violation, and a lease that lives. */
async function arrange(): Promise<{ leaseId: string }> {
	const { seed } = callerOf(database).testHelpers
	const lease = { run: 'mark', shard: 0, worker: 0 }
	const { lease_id } = await seed({ project_id: project, lease })
	const { project_id } = await seed({ facts_count: 1 })
	await rowsIn(
		database,
		sql`update projects set expires_at = now() - interval '1 day' where id = ${project_id}`,
	)
	await rowsIn(
		database,
		sql`insert into violations (code, message, procedure, run, shard, worker, created_at)
			values ('STALE_LEASE', '', '', '', 0, 0, now() - interval '2 days')`,
	)
	return { leaseId: lease_id ?? '' }
}

beforeEach(async () => {
	vi.spyOn(console, 'log').mockImplementation(() => {})
	startedWith({})
	if (await isMarkedNow()) await removeMark(database)
	await rowsIn(database, sql`truncate workspaces, violations cascade`)
	serve(database)
	return () => vi.restoreAllMocks()
})

it('the same calls go through where there is no mark, so that it is the mark that closes', async () => {
	startedWith(everythingSet)
	for (const [name, call] of Object.entries(calls)) {
		if (!name.startsWith('cleanup')) expect((await answerTo(call)).status, name).toBe(200)
	}
	for (const name of ['cleanup over REST', 'seed over REST', 'cleanup over tRPC'] as const)
		expect((await answerTo(calls[name])).status, name).toBe(200)
})

describe('a database that is marked while a server runs', () => {
	it.each(Object.entries(calls))(
		'answers a %s with 404, and then like an unknown path',
		async (name, call) => {
			await arrange()
			startedWith(everythingSet)
			// Another process marks it: this server's own record stays.
			await markAsProduction({ ...database }, 'another process')
			const server = { ...database, isMarked: false }
			serve(server)
			const before = await contentsOf(database)
			expect(await answerTo(call)).toMatchObject({
				status: 404,
				body: expect.stringContaining('NOT_FOUND'),
			})
			expect(server.isMarked).toBe(true)
			for (const [next, nextCall] of Object.entries(calls))
				await expectUnknown(`${next} after ${name}`, nextCall)
			expect(await contentsOf(database)).toEqual(before)
		},
	)

	it('is told by the health of a server too whose test helpers nobody has called since', async () => {
		startedWith(everythingSet)
		const server = { ...database, isMarked: false }
		serve(server)
		const health = async () => JSON.parse((await answerTo(healthCall)).body)
		expect(await health()).toMatchObject({ e2e_mode: true, production: null })
		await markAsProduction({ ...database }, 'another process')
		expect(await health()).toMatchObject({ e2e_mode: false, production: 'database' })
		expect(server.isMarked).toBe(true)
		for (const [name, call] of Object.entries(calls)) await expectUnknown(name, call)
	})

	it('keeps no violation, and its leases mean nothing from then on', async () => {
		await arrange()
		await markAsProduction({ ...database }, 'another process')
		const server = { ...database, isMarked: false }
		serve(server)
		startedWith(everythingSet)
		const before = await contentsOf(database)
		const path = `/api/trpc/project.get?input=${encodeURIComponent(JSON.stringify({ projectId: project }))}`
		expect((await answerTo({ method: 'GET', path })).status).toBe(409)
		expect(server.isMarked).toBe(true)
		expect((await answerTo({ method: 'GET', path })).status).toBe(200)
		expect(await contentsOf(database)).toEqual(before)
	})

	it('is swept of nothing, and of what is old where the mark is gone', async () => {
		await arrange()
		await markAsProduction({ ...database }, 'another process')
		const before = await contentsOf(database)
		const sweep = () =>
			runForTests(adapter, { database, work: 'write' }, (tx) => sweepExpired(adapter, tx))
		await expect(sweep()).rejects.toMatchObject({ code: 'NOT_FOUND' })
		expect(await contentsOf(database)).toEqual(before)
		await removeMark(database)
		await sweep()
		const after = await contentsOf(database)
		expect(after.violations).toEqual([])
		expect(after.projects).toHaveLength((before.projects?.length ?? 0) - 1)
	})
})

/** Every combination with which a server starts. */
function* combinations(): Generator<Record<string, string | undefined>> {
	const url = 'postgres://localhost/name'
	for (const VERCEL_ENV of [
		undefined,
		...['production', ' Production', 'PRODUCTION'],
		...['preview', 'development'],
	])
		for (const flag of [undefined, 'false', 'true'])
			for (const ARTIFACT_E2E_MODE of [undefined, 'false', 'true'])
				for (const token of [undefined, secret])
					for (const NODE_ENV of [undefined, 'development', 'production'])
						for (const hosting of [{}, { VERCEL: '1', DATABASE_URL: url }]) {
							const variables = {
								...{ VERCEL_ENV, ARTIFACT_E2E_MODE, NODE_ENV, ...hosting },
								...{ ARTIFACT_ENABLE_TEST_SEED: flag, ARTIFACT_TEST_SEED_TOKEN: token },
								ARTIFACT_HOSTS: token && 'app.example',
							}
							try {
								parseEnv(variables)
							} catch (error) {
								if (error instanceof EnvironmentError) continue
								throw error
							}
							yield variables
						}
}

// This test stands last, as it takes seconds.
it('whatever the variables, on a marked database nothing opens on either surface and no row is written', async () => {
	const { leaseId } = await arrange()
	await markAsProduction(database, 'a test')
	database = await open()
	serve(database)
	const before = await contentsOf(database)
	let count = 0
	for (const variables of combinations()) {
		startedWith(variables)
		for (const [name, call] of Object.entries(calls))
			await expectUnknown(`${name} with ${JSON.stringify(variables)}`, call)
		// No lease is asked for and none is heeded: what a live lease owns is open like everything else.
		const headers = { host: 'localhost', 'x-seed-lease': count % 2 ? leaseId : 'none' }
		const asked = '/api/trpc/project.list,health?batch=1&input={}'
		const { body } = await sendRaw({
			address: '127.0.0.1',
			port,
			method: 'GET',
			path: asked,
			headers,
		})
		const [projects, health] = JSON.parse(body)
		expect(projects.result.data).toHaveLength(2)
		expect(health.result.data).toMatchObject({ e2e_mode: false, production: expect.any(String) })
		count += 1
	}
	expect(count).toBeGreaterThanOrEqual(500)
	expect(await contentsOf(database)).toEqual(before)
}, 120_000)
