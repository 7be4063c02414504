import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, it, vi } from 'vitest'
import { limits } from '@/domain/limits'
import trpcHandler from '@/pages/api/trpc/[trpc]'
import { callerOf } from '@/testing/caller'
import { contentsOf } from '@/testing/contents'
import { serveRoutes } from '@/testing/http-server'
import { sendRaw } from '@/testing/raw-request'
import { createServerDatabase, openTestDatabase, testServerUrl } from '@/testing/test-database'
import { openDatabase } from '../db/open'
import { handleRest } from './rest'

vi.stubEnv('ARTIFACT_ENABLE_TEST_SEED', 'true')
// With ARTIFACT_HOSTS a server on PostgreSQL checks the host too, as a server on the embedded database always does.
vi.stubEnv('ARTIFACT_HOSTS', 'app.example')
const database = await openTestDatabase({ poolSize: 6 })
const away =
	testServerUrl === null
		? null
		: await openDatabase({
				...{ databaseUrl: await createServerDatabase(testServerUrl), dataDir: '' },
			})
// Where the server keeps the database of its process.
const serve = (served: unknown) =>
	Object.assign(globalThis, { artifactDatabase: Promise.resolve(served) })
serve(database)

const origin = await serveRoutes([
	{ prefix: '/api/v1/', parameter: 'path', handler: handleRest },
	{ prefix: '/api/trpc/', parameter: 'trpc', handler: trpcHandler, single: true },
])
const port = Number(new URL(origin).port)

type Request = {
	method?: string
	path: string
	headers?: Record<string, string>
	body?: string
}

/** The answer to a request that is sent as it stands. */
async function send({ method = 'POST', path, headers, body }: Request) {
	const answer = await sendRaw({
		...{ address: '127.0.0.1', port, method, path, body },
		headers: { host: 'localhost:3000', ...headers },
	})
	const parsed = answer.body === '' ? {} : JSON.parse(answer.body)
	const { code, message } = parsed.error
		? { code: parsed.error.data.code, message: parsed.error.message }
		: parsed
	const retryAfter = answer.headers.find(([name]) => name === 'retry-after')?.[1]
	return { status: answer.status, code, message, retryAfter, body: answer.body, parsed }
}

const openDemo = '/api/trpc/project.openDemo'
const projectList = '/api/trpc/project.list'
const json = { 'content-type': 'application/json' }
const crossSite = { 'sec-fetch-site': 'cross-site' }
const foreignOrigin = { origin: 'https://evil.example' }

describe('a form of another site', () => {
	it.each<[string, Omit<Request, 'path'>]>([
		['without a body', { headers: crossSite }],
		['without a body, told by its origin', { headers: foreignOrigin }],
		['with an empty body', { headers: { ...crossSite, 'content-length': '0' } }],
		['of plain text', { headers: { ...crossSite, 'content-type': 'text/plain' }, body: '{}' }],
		[
			'that is URL-encoded',
			{
				headers: { ...foreignOrigin, 'content-type': 'application/x-www-form-urlencoded' },
				body: 'a=b',
			},
		],
		[
			'in parts',
			{
				headers: { ...foreignOrigin, 'content-type': 'multipart/form-data; boundary=x' },
				body: '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n',
			},
		],
		['of JSON', { headers: { ...crossSite, ...json }, body: '{}' }],
	])('%s makes nothing', async (_, request) => {
		const before = await contentsOf(database)
		// tRPC itself knows no plain text and no URL-encoded form.
		expect([403, 415]).toContain((await send({ path: openDemo, ...request })).status)
		expect(await contentsOf(database)).toEqual(before)
	})

	it('is told why, and its queries are answered', async () => {
		for (const headers of [crossSite, foreignOrigin]) {
			expect(await send({ path: openDemo, headers })).toMatchObject({
				...{ status: 403, code: 'FORBIDDEN', message: expect.stringContaining('another site') },
			})
			for (const path of [projectList, '/api/v1/health'])
				expect(await send({ method: 'GET', path, headers })).toMatchObject({ status: 200 })
		}
	})

	it('gets no mutation in a batch with what it may', async () => {
		const path = `${openDemo},project.openDemo?batch=1`
		const before = await contentsOf(database)
		await send({ path, headers: { ...crossSite, ...json }, body: '{"0":{},"1":{}}' })
		expect(await contentsOf(database)).toEqual(before)
	})

	it('seeds nothing over either surface', async () => {
		const before = await contentsOf(database)
		for (const path of ['/api/v1/test/seed', '/api/trpc/testHelpers.seed'])
			for (const headers of [crossSite, foreignOrigin])
				expect(await send({ path, headers })).toMatchObject({ status: 403, code: 'FORBIDDEN' })
		expect(await contentsOf(database)).toEqual(before)
	})
})

it('a page of this site may change things though a proxy has replaced the host', async () => {
	const headers = { host: '127.0.0.1:3000', origin: 'https://app.example' }
	const browser = { ...headers, 'sec-fetch-site': 'same-origin' }
	expect(await send({ path: openDemo, headers: browser })).toMatchObject({ status: 200 })
	const forwarded = { ...headers, 'x-forwarded-host': 'app.example' }
	expect(await send({ path: openDemo, headers: forwarded })).toMatchObject({ status: 200 })
	expect(await send({ path: openDemo, headers })).toMatchObject({ status: 403 })
})

describe('a host', () => {
	it('that is not known is answered nothing but health, on both surfaces', async () => {
		const headers = { host: 'evil.example:3000' }
		expect(await send({ method: 'GET', path: projectList, headers })).toMatchObject({
			...{ status: 403, code: 'FORBIDDEN', message: expect.stringContaining('ARTIFACT_HOSTS') },
		})
		expect(await send({ path: openDemo, headers })).toMatchObject({ status: 403 })
		for (const path of ['/api/v1/health', '/api/trpc/health'])
			expect(await send({ method: 'GET', path, headers })).toMatchObject({ status: 200 })
	})

	it('that is named in ARTIFACT_HOSTS is answered, under any port', async () => {
		for (const host of ['app.example', 'App.Example:8443', 'localhost'])
			expect(await send({ method: 'GET', path: projectList, headers: { host } })).toMatchObject({
				status: 200,
			})
	})
})

describe('a request', () => {
	it('with HEAD is answered as with GET, without a body', async () => {
		const answer = await send({ method: 'HEAD', path: '/api/v1/health' })
		expect(answer).toMatchObject({ status: 200, body: '' })
		expect(await send({ method: 'HEAD', path: '/api/v1/test/seed' })).toMatchObject({ status: 405 })
		expect(await send({ method: 'HEAD', path: '/api/v1/nothing' })).toMatchObject({ status: 404 })
	})

	it.each([
		'APPLICATION/JSON; charset=UTF-8',
		'Application/Json',
		'application/json;charset=utf-8',
	])('of the content type %s is read as JSON on both surfaces', async (type) => {
		for (const path of ['/api/v1/test/seed', '/api/trpc/testHelpers.seed']) {
			const body = '{"facts_count":7}'
			const answer = await send({ path, headers: { 'content-type': type }, body })
			expect(answer).toMatchObject({
				status: 200,
				body: expect.stringContaining('"facts_count":7'),
			})
		}
	})

	it('with a cookie of another application where the lease may be is answered as without it', async () => {
		const plain = await send({ method: 'GET', path: projectList })
		const uuid = '123e4567-e89b-12d3-a456-426614174000'
		for (const value of ['zzz', '', `${uuid}0`, `"${uuid}"`, "x'; drop table facts"]) {
			const cookie = `a=b; x-seed-lease=${value}`
			const answer = await send({ method: 'GET', path: projectList, headers: { cookie } })
			expect(answer).toMatchObject({ status: 200, parsed: plain.parsed })
		}
	})

	it('with a lease that is none in its header is stale, and so is an unknown one in its cookie', async () => {
		const uuid = '123e4567-e89b-12d3-a456-426614174000'
		for (const headers of [
			{ 'x-seed-lease': 'zzz' },
			{ 'x-seed-lease': '' },
			{ 'x-seed-lease': 'zzz', cookie: `x-seed-lease=${uuid}` },
			{ cookie: `x-seed-lease=${uuid}` },
		])
			expect(
				await send({
					method: 'GET',
					path: projectList,
					headers: headers as Record<string, string>,
				}),
			).toMatchObject({ status: 409, code: 'STALE_LEASE' })
	})

	it('with a lease in its cookie sees what the lease owns', async () => {
		const lease = { run: 'surfaces', shard: 0, worker: 0 }
		const { lease_id } = await callerOf(database).testHelpers.seed({ lease })
		const headers = { cookie: `x-seed-lease=${lease_id}` }
		const { parsed } = await send({ method: 'GET', path: projectList, headers })
		expect(parsed.result.data).toHaveLength(1)
	})
})

it.runIf(away)('a database that is away is a 503 with Retry-After on both surfaces', async () => {
	await away?.close()
	serve(away)
	const id = '123e4567-e89b-12d3-a456-426614174000'
	const input = encodeURIComponent(JSON.stringify({ projectId: id }))
	const requests: Request[] = [
		...['/api/v1/health', '/api/v1/test/status', '/api/trpc/health', projectList].map((path) => ({
			...{ method: 'GET', path },
		})),
		{ method: 'GET', path: `/api/trpc/project.get?input=${input}` },
		...['/api/v1/test/seed', '/api/trpc/testHelpers.seed', openDemo].map((path) => ({ path })),
		{
			...{ path: '/api/trpc/project.remove', headers: json },
			body: JSON.stringify({ projectId: id }),
		},
	]
	for (const request of requests)
		expect(await send(request), request.path).toMatchObject({
			...{ status: 503, code: 'SERVICE_UNAVAILABLE', retryAfter: '1' },
			message: expect.stringContaining('The database does not answer at the moment.'),
		})
	const batch = await send({ method: 'GET', path: `${projectList},project.list?batch=1&input={}` })
	expect(batch).toMatchObject({ status: 503, retryAfter: '1' })
	serve(database)
})

it('a request carries as many calls as a batch may, and no more', async () => {
	const batchOf = (count: number) => {
		const paths = Array.from({ length: count }, () => 'project.list').join(',')
		return send({ method: 'GET', path: `/api/trpc/${paths}?batch=1&input={}` })
	}
	const { status, parsed } = await batchOf(limits.callsPerBatch)
	expect([status, parsed.length]).toEqual([200, limits.callsPerBatch])
	const refused = await batchOf(limits.callsPerBatch + 1)
	expect(refused.status).toBe(400)
	expect(refused.body).toMatch(/batch/i)
})

it.each(['/api/trpc/testHelpers.seed', '/api/v1/test/seed'])(
	'a caller of %s that leaves in the middle of its body is a line in the log and no error of the server',
	async (path) => {
		const lines: string[] = []
		const log = vi.spyOn(console, 'log').mockImplementation((line) => lines.push(line))
		const socket = connect(port, '127.0.0.1')
		await once(socket, 'connect')
		const head = `POST ${path} HTTP/1.1\r\nhost: localhost:3000\r\ncontent-type: application/json\r\ncontent-length: 100`
		socket.write(`${head}\r\n\r\n{"project_id"`, () => socket.destroy())
		await expect.poll(() => lines).toHaveLength(1)
		log.mockRestore()
		expect(JSON.parse(lines[0] ?? '')).toMatchObject({
			level: 'info',
			procedure: 'testHelpers.seed',
		})
		expect((await send({ method: 'GET', path: '/api/v1/health' })).status).toBe(200)
	},
)
