import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { secret } from '../../src/testing/gate-table'
import { type RawRequest, type RawResponse, sendRaw } from '../../src/testing/raw-request'
import { expect, test } from '../harness/fixtures'
import { deployments, withDeployment } from './gate-deployments'

const production = deployments['in production with everything set']
const open = deployments['with the flag and a token in a preview']

const json = { 'content-type': 'application/json' }
const variants: Pick<RawRequest, 'headers' | 'body'>[] = [
	{ headers: {} },
	{ headers: { ...json, authorization: `Bearer ${secret}` }, body: '{"facts_count":0}' },
	{ headers: { ...json, authorization: 'Bearer wrong' }, body: '{' },
	{ headers: { ...json, origin: 'https://other.example', 'sec-fetch-site': 'cross-site' } },
	{ headers: { 'x-forwarded-for': '203.0.113.7', 'x-forwarded-host': 'app.example' } },
	{ headers: { 'x-seed-lease': 'x', 'x-e2e-fault': 'delay=1' } },
]

/** The answers to every method with every variant of headers and body, without the headers that always differ. */
async function answersAt(port: number, requested: string): Promise<RawResponse[]> {
	const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
	const requests = methods.flatMap((method) =>
		variants.map(({ headers, body }) => ({
			...{ address: '127.0.0.1', port, method, path: requested },
			headers: { host: 'localhost', ...headers },
			body: ['GET', 'HEAD'].includes(method) ? undefined : body,
		})),
	)
	const responses = await Promise.all(requests.map(sendRaw))
	return responses.map(({ headers, ...rest }) => ({
		...rest,
		headers: headers.filter(([name]) => name !== 'date' && name !== 'x-request-id'),
	}))
}

const get = (port: number, requested: string) =>
	sendRaw({
		...{ address: '127.0.0.1', port, method: 'GET', path: requested },
		headers: { host: 'localhost', authorization: `Bearer ${secret}` },
	})

// Each path of the test helpers beside an unknown path of the same length.
const restPaths = ['seed', 'keep', 'cleanup', 'status', 'cleanup?run=r', 'seed/more', ''].map(
	(rest) => [`/api/v1/test/${rest}`.replace(/\/$/, ''), `/api/v1/nest/${rest}`.replace(/\/$/, '')],
)
const trpcPaths = ['seed', 'keep', 'cleanup', 'status', 'status?input={}', 'seed?batch=1'].map(
	(rest) => [`/api/trpc/testHelpers.${rest}`, `/api/trpc/nestHelpers.${rest}`],
)

test('in production the paths of the test helpers are answered byte for byte like unknown ones', async () => {
	test.setTimeout(120_000)
	await withDeployment(production, async (port) => {
		for (const [known = '', unknown = ''] of [...restPaths, ...trpcPaths]) {
			const answers = await answersAt(port, known)
			const unknownAnswers = (await answersAt(port, unknown)).map((answer) => ({
				...answer,
				body: answer.body.replaceAll('nestHelpers', 'testHelpers'),
			}))
			expect(answers, known).toEqual(unknownAnswers)
		}
		const { status, body } = await get(port, '/api/v1/openapi.json')
		expect(status).toBe(200)
		expect(Object.keys(JSON.parse(body).paths)).toEqual(['/health'])
		expect(body).not.toMatch(/test|seed|lease|bearer|ARTIFACT_/i)
	})
})

test('outside of production known and unknown paths are told apart, and the OpenAPI document has the known ones', async () => {
	test.setTimeout(120_000)
	await withDeployment(open, async (port) => {
		for (const [known = '', unknown = ''] of [restPaths[0] ?? [], trpcPaths[0] ?? []])
			expect(await answersAt(port, known)).not.toEqual(await answersAt(port, unknown))
		const { body } = await get(port, '/api/v1/openapi.json')
		expect(Object.keys(JSON.parse(body).paths)).toEqual(
			expect.arrayContaining([
				'/health',
				'/test/seed',
				'/test/keep',
				'/test/cleanup',
				'/test/status',
			]),
		)
	})
})

/** The names that occur in a file below the folder. */
function namesIn(folder: string, names: string[]): string[] {
	const files = readdirSync(folder, { recursive: true, withFileTypes: true })
	const texts = files
		.filter((file) => file.isFile())
		.map((file) => readFileSync(path.join(file.parentPath, file.name), 'latin1'))
	return names.filter((name) => texts.some((text) => text.includes(name)))
}

test('the files for browsers have no name of the test helpers, and the files of the server have all', () => {
	const names = ['testHelpers', 'test/seed', 'x-seed-lease', 'x-e2e-fault']
	const variables = ['ARTIFACT_ENABLE_TEST_SEED', 'ARTIFACT_TEST_SEED_TOKEN', 'ARTIFACT_E2E_MODE']
	const all = [...names, ...variables]
	expect(namesIn('.next/static', [...all, 'fact-card'])).toEqual(['fact-card'])
	expect(namesIn('.next/server', all)).toEqual(all)
})
