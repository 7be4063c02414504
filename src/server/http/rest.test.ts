import { randomUUID } from 'node:crypto'
import { Validator } from '@seriousme/openapi-schema-validator'
import { createTRPCClient, httpBatchLink, TRPCClientError } from '@trpc/client'
import { describe, expect, it, vi } from 'vitest'
import trpcHandler from '@/pages/api/trpc/[trpc]'
import { contentsOf } from '@/testing/contents'
import { serveRoutes } from '@/testing/http-server'
import { openTestDatabase } from '@/testing/test-database'
import { type AppRouter, createAppRouter } from '../routers/app'
import { openApiDocument } from './openapi'
import { handleRest } from './rest'

vi.stubEnv('ARTIFACT_ENABLE_TEST_SEED', 'true')
vi.stubEnv('ARTIFACT_E2E_MODE', 'true')
const database = await openTestDatabase({ poolSize: 4 })
// Where the server keeps the database of its process.
Object.assign(globalThis, { artifactDatabase: Promise.resolve(database) })

const origin = await serveRoutes([
	{ prefix: '/api/v1/', parameter: 'path', handler: handleRest },
	{ prefix: '/api/trpc/', parameter: 'trpc', handler: trpcHandler, single: true },
])
const clientWith = (headers: Record<string, string> = {}) =>
	createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: `${origin}/api/trpc`, headers })] })

async function send(method: string, path: string, body?: string, headers?: Record<string, string>) {
	const response = await fetch(`${origin}/api/v1${path}`, { method, body, headers })
	const answer = (await response.json()) as Record<string, unknown>
	return { status: response.status, headers: response.headers, ...{ body: answer } }
}
const json = { 'content-type': 'application/json' }
const post = (body: unknown, headers = {}) =>
	send('POST', '/test/seed', JSON.stringify(body), { ...json, ...headers })

describe('the REST alias', () => {
	it('answers health without a gate, with the id of the request', async () => {
		const { status, headers, body } = await send('GET', '/health', undefined, {
			'x-forwarded-for': '203.0.113.7',
		})
		expect(status).toBe(200)
		expect(body).toMatchObject({ status: 'ok', database: database.kind, build_id: 'development' })
		expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
	})

	it('seeds, tells and cleans like the procedures', async () => {
		const project_id = randomUUID()
		const seeded = await post({ project_id })
		expect(seeded).toMatchObject({ status: 200, body: { project_id, facts_count: 3 } })
		const told = await send('GET', `/test/status?project_id=${project_id}`)
		expect(told.body.content_hash).toBe(seeded.body.content_hash)
		expect(await clientWith().testHelpers.seed.mutate({ project_id })).toMatchObject({
			content_hash: seeded.body.content_hash,
		})
		expect(await send('DELETE', `/test/cleanup?project_id=${project_id}`)).toMatchObject({
			...{ status: 200, body: { status: 'ok', deleted: 1 } },
		})
	})

	it('keeps a seed like the procedure', async () => {
		const project_id = randomUUID()
		const lease = { run: 'rest', shard: 0, worker: 0 }
		const { body: seeded } = await post({ project_id, lease })
		const request = JSON.stringify({ project_id, lease: { ...lease, label: 'the next test' } })
		expect(await send('POST', '/test/keep', request, json)).toMatchObject({
			status: 200,
			body: { lease_id: seeded.lease_id, content_hash: seeded.content_hash, facts_count: 3 },
		})
	})

	it.each([
		['no body', undefined, {}],
		['an empty body that calls itself JSON', '', json],
		['an empty object', '{}', json],
		['a charset', '{}', { 'content-type': 'application/json; charset=utf-8' }],
		['another content type', '{}', { 'content-type': 'text/plain' }],
	])('takes %s for a seed with the defaults', async (_, body, headers) => {
		expect(await send('POST', '/test/seed', body, headers as Record<string, string>)).toMatchObject(
			{
				...{ status: 200, body: { facts_count: 3 } },
			},
		)
	})

	it.each([
		['{', 'Not valid JSON'],
		['[]', 'body'],
		['null', 'body'],
		['"{}"', 'body'],
		['{"facts_count":"3"}', 'facts_count'],
		['{"reset":"false"}', 'reset'],
		['{"extra":1}', 'extra'],
		['{"__proto__":{"reset":false}}', '__proto__'],
	])('answers %s with a 400 that says %s, and writes nothing', async (text, named) => {
		const before = await contentsOf(database)
		const { status, body } = await send('POST', '/test/seed', text, json)
		expect(status).toBe(400)
		expect(body).toMatchObject({ code: 'BAD_REQUEST', message: expect.stringContaining(named) })
		expect(Object.keys(body).every((key) => ['code', 'message', 'issues'].includes(key))).toBe(true)
		expect(await contentsOf(database)).toEqual(before)
	})

	it('reads digits in a query as the number that the field asks for, and nothing else', async () => {
		expect((await send('DELETE', '/test/cleanup?run=r&shard=1')).status).toBe(200)
		for (const query of ['run=r&shard=1.5', 'run=r&shard=', 'run=r&shard=one', 'run=r&run=s', ''])
			expect(await send('DELETE', `/test/cleanup?${query}`)).toMatchObject({
				...{ status: 400, body: { code: 'BAD_REQUEST' } },
			})
		expect((await send('GET', '/test/status?run=123')).status).toBe(200)
	})

	it('takes a body up to 1 MB', async () => {
		const padded = (length: number) => `{}${' '.repeat(length - 2)}`
		expect((await send('POST', '/test/seed', padded(1_048_576), json)).status).toBe(200)
		expect(await send('POST', '/test/seed', padded(1_048_577), json)).toMatchObject({
			...{ status: 413, body: { code: 'PAYLOAD_TOO_LARGE' } },
		})
	})

	it('names the method that a path has, and knows no other path', async () => {
		const wrong = await send('GET', '/test/seed')
		expect(wrong).toMatchObject({ status: 405, body: { code: 'METHOD_NOT_SUPPORTED' } })
		expect(wrong.headers.get('allow')).toBe('POST')
		for (const path of ['/', '/nothing', '/test', '/test/seed/more', '/project/list'])
			expect(await send('GET', path)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } })
	})
})

describe('both surfaces', () => {
	const refusals: [string, unknown, Record<string, string>, number][] = [
		['wrong input', { facts_count: -1 }, {}, 400],
		['an unknown field', { extra: 1 }, {}, 400],
		['another site', {}, { origin: 'https://evil.example' }, 403],
		['a remote caller', {}, { 'x-forwarded-for': '203.0.113.7' }, 403],
		['a rebound name', {}, { 'x-forwarded-host': 'evil.example' }, 403],
	]
	it.each(refusals)(
		'answer %s with the same code and message',
		async (_, input, headers, status) => {
			const { status: given, body } = await post(input, headers)
			expect(given).toBe(status)
			const call = clientWith(headers).testHelpers.seed.mutate(input as object)
			const error = await call.then(
				() => undefined,
				(caught: unknown) => caught,
			)
			expect(error).toBeInstanceOf(TRPCClientError)
			const { message, data } = error as TRPCClientError<AppRouter>
			expect({ message, code: data?.code, issues: data?.issues }).toEqual({
				...{ message: body.message, code: body.code, issues: body.issues },
			})
			expect(data?.httpStatus).toBe(status)
			expect(data).not.toHaveProperty('stack')
		},
	)

	it('give a leased request its own projects, in whatever case its lease is written', async () => {
		const lease = { run: 'rest', shard: 0, worker: 0 }
		const { body } = await post({ lease })
		const leaseId = String(body.lease_id)
		for (const sent of [leaseId, leaseId.toUpperCase()]) {
			const client = clientWith({ 'x-seed-lease': sent })
			expect(await client.project.list.query()).toHaveLength(1)
			expect(await client.project.get.query({ projectId: String(body.project_id) })).toBeDefined()
		}
	})
})

describe('the OpenAPI document', () => {
	/** As a client gets it; the validator changes what it is given. */
	const specification = (document: object) => JSON.parse(JSON.stringify(document))

	it('is valid OpenAPI 3.1 and has every alias', async () => {
		const document = openApiDocument({ mounted: true })
		const result = await new Validator().validate(specification(document))
		expect(result.errors).toBeUndefined()
		expect(result.valid).toBe(true)
		expect(document.openapi).toBe('3.1.0')
		const methods = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
			Object.keys(item ?? {}).map((method) => `${method} ${path}`),
		)
		expect(methods.sort()).toEqual([
			...['delete /test/cleanup', 'get /health', 'get /test/status'],
			...['post /test/keep', 'post /test/seed'],
		])
	})

	it('would not pass when it were broken', async () => {
		const broken = { ...openApiDocument({ mounted: true }), paths: { '/x': { get: 3 } } }
		expect((await new Validator().validate(specification(broken))).valid).toBe(false)
	})
})

it('a router without the test helpers does not know their paths', () => {
	const paths = (testHelpers: boolean) =>
		Object.keys(createAppRouter({ testHelpers })._def.procedures)
	expect(paths(true).filter((path) => path.startsWith('testHelpers.'))).toHaveLength(4)
	expect(paths(false).filter((path) => path.startsWith('testHelpers.'))).toEqual([])
	expect(paths(false)).toContain('project.list')
})
