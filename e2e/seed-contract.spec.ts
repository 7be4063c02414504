import { SeedResponse } from '../src/server/seed/seed-request'
import { expect, test } from './harness/fixtures'
import { askPastGate } from './harness/past-gate'
import { getWorkerSeedData } from './harness/worker-seed'

const json = { 'content-type': 'application/json' }

test('global setup left this worker a seed of its own', async ({ workerSeed }) => {
	const data = getWorkerSeedData()
	expect(data.project_id).toBe(workerSeed.project_id)
	expect(data.facts_count).toBe(3)
})

test('the same seed over REST and tRPC gives the same content', async ({
	seed,
	workerSeed,
	client,
}) => {
	const body = JSON.stringify(workerSeed)
	const response = await askPastGate('/api/v1/test/seed', { headers: json, body })
	expect(response.status).toBe(200)
	const overRest = SeedResponse.parse(await response.json())
	const overTrpc = await client.testHelpers.seed.mutate(workerSeed)
	expect(overRest.content_hash).toBe(seed.content_hash)
	expect(overTrpc.content_hash).toBe(seed.content_hash)
})

test('a mistake gets the same code and message on both surfaces', async () => {
	const mistakes = [
		'{"facts_count":"3"}',
		'{"unknown":1}',
		'[]',
		'{"facts_count":',
		'null',
		'{"project_id":"7"}',
	]
	for (const mistake of mistakes) {
		const question = { headers: json, body: mistake }
		const rest = await askPastGate('/api/v1/test/seed', question)
		const trpc = await askPastGate('/api/trpc/testHelpers.seed', question)
		expect([rest.status, trpc.status], mistake).toEqual([400, 400])
		const { error } = await trpc.json()
		const body = await rest.json()
		expect({ code: error.data.code, message: error.message }).toEqual({
			code: body.code,
			message: body.message,
		})
	}
})

test('a body over 1 MB is refused on both surfaces', async () => {
	const question = { headers: json, body: ' '.repeat(1_048_577) }
	for (const path of ['/api/v1/test/seed', '/api/trpc/testHelpers.seed'])
		expect((await askPastGate(path, question)).status, path).toBe(413)
})

test('no body means an empty object on both surfaces', async ({ client }) => {
	const rest = await askPastGate('/api/v1/test/seed')
	const trpc = await askPastGate('/api/trpc/testHelpers.seed')
	expect([rest.status, trpc.status]).toEqual([200, 200])
	for (const { project_id } of [await rest.json(), (await trpc.json()).result.data])
		expect(await client.testHelpers.cleanup.mutate({ project_id })).toEqual({
			status: 'ok',
			deleted: 1,
		})
})

test('an unknown path is 404 and a wrong method 405', async ({ request }) => {
	expect((await request.post('/api/v1/test/nothing')).status()).toBe(404)
	expect((await request.get('/api/v1/test/seed')).status()).toBe(405)
	expect((await request.get('/api/trpc/testHelpers.seed')).status()).toBe(405)
	expect((await request.post('/api/trpc/testHelpers.nothing')).status()).toBe(404)
})

test('a page of another site may not seed', async () => {
	const foreign: Record<string, string>[] = [
		{ 'sec-fetch-site': 'cross-site' },
		{ origin: 'https://elsewhere.example' },
	]
	for (const headers of foreign)
		expect((await askPastGate('/api/v1/test/seed', { headers })).status).toBe(403)
})

test('health needs no gate', async ({ request }) => {
	const response = await request.get('/api/v1/health', {
		headers: { 'sec-fetch-site': 'cross-site' },
	})
	expect(await response.json()).toMatchObject({ status: 'ok' })
})
