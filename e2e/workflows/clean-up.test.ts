import { afterEach, describe, expect, it } from 'vitest'
import { type Answer, type RecordingServer, startRecordingServer } from './recording-server'
import { runScript, type ScriptRun } from './run-script'
import { checkout } from './workflow'

const token = 'the-token-of-the-test-helpers-x1'
const bypass = 'the-bypass-of-the-protection-x2'
const commit = '95914977cbb1a624ae9a01bebbd9fa32c05a12db'
const other = '583e05124b1744a9c6ad92851bbe4c9cd01fd24b'
const servers: RecordingServer[] = []

afterEach(async () => {
	await Promise.all(servers.splice(0).map((server) => server.close()))
})

type Answering = Parameters<typeof startRecordingServer>[0]

async function serve(answer: Answer | Answering): Promise<RecordingServer> {
	const server = await startRecordingServer(typeof answer === 'function' ? answer : () => answer)
	servers.push(server)
	return server
}

async function cleanUp(env: Record<string, string>): Promise<ScriptRun> {
	const run = await runScript('node .github/scripts/clean-up.mjs', {
		cwd: checkout,
		env: {
			E2E_RUN_ID: 'preview-1-1',
			ARTIFACT_TEST_SEED_TOKEN: token,
			VERCEL_AUTOMATION_BYPASS_SECRET: bypass,
			TEST_ROUTES: JSON.stringify({ [env.BASE_URL ?? '']: env.BASE_URL }),
			...env,
		},
	})
	for (const secret of [token, bypass]) expect(`${run.output}${run.summary}`).not.toContain(secret)
	return run
}

const json = { 'content-type': 'application/json' }
const html = { 'content-type': 'text/html' }

describe('the clean-up of a run', () => {
	it('deletes by the name of the run, with the token and the bypass, and says how many', async () => {
		const body = JSON.stringify({ status: 'ok', deleted: 4 })
		const server = await serve({ status: 200, body, headers: json })
		const right = await cleanUp({ BASE_URL: server.url })
		expect(right).toMatchObject({
			exitCode: 0,
			output: 'Deleted 4 projects of the run preview-1-1.\n',
		})
		expect(right.summary).toContain('4 projects')
		expect(server.requests).toMatchObject([
			{
				...{ method: 'DELETE', path: '/api/v1/test/cleanup?run=preview-1-1' },
				headers: { authorization: `Bearer ${token}`, 'x-vercel-protection-bypass': bypass },
			},
		])
	})

	it.each<[situation: string, answer: Answer, words: string]>([
		[
			'the token is wrong',
			{ status: 401, body: '{"code":"UNAUTHORIZED","message":"Send the token."}', headers: json },
			'answered 401: Send the token.',
		],
		[
			'the preview is protected',
			{ status: 401, body: '<html>Authentication Required</html>', headers: html },
			'set VERCEL_AUTOMATION_BYPASS_SECRET',
		],
		[
			'another application answers',
			{ status: 404, body: '<html>Not found</html>', headers: html },
			'there are no test helpers',
		],
		[
			'a page answers',
			{ status: 200, body: '<html></html>', headers: html },
			'no answer of the test helpers',
		],
		[
			'the answer has commands for the runner in it',
			{
				status: 500,
				body: JSON.stringify({ message: 'x\n::set-output name=run::true' }),
				headers: json,
			},
			'answered 500: x : :set-output name=run: :true',
		],
	])('fails with a readable message where %s', async (_, answer, words) => {
		const server = await serve(answer)
		const { exitCode, output } = await cleanUp({ BASE_URL: server.url })
		expect({ exitCode, output }).toEqual({ exitCode: 1, output: expect.stringContaining(words) })
		expect(output.split('\n').filter((line) => line.startsWith('::'))).toHaveLength(1)
	})

	it('asks first, with the same headers, whether the server is of the tested commit', async () => {
		const server = await serve(({ method }) => ({
			...{ status: 200, headers: json },
			body: JSON.stringify(method === 'GET' ? { commit } : { deleted: 4 }),
		}))
		const env = { BASE_URL: server.url, E2E_EXPECTED_COMMIT: commit }
		expect(await cleanUp(env)).toMatchObject({
			...{ exitCode: 0, output: 'Deleted 4 projects of the run preview-1-1.\n' },
		})
		const headers = { authorization: `Bearer ${token}`, 'x-vercel-protection-bypass': bypass }
		expect(server.requests).toMatchObject([
			{ method: 'GET', path: '/api/v1/test/status', headers },
			{ method: 'DELETE', path: '/api/v1/test/cleanup?run=preview-1-1', headers },
		])
	})

	it.each<[situation: string, answer: Answer, words: string]>([
		[
			'is of another commit',
			{ status: 200, body: JSON.stringify({ commit: other }), headers: json },
			`serves commit ${other}, and the run tested ${commit}: another deployment`,
		],
		[
			'tells no commit',
			{ status: 200, body: '{"commit":null}', headers: json },
			`tells no commit, and the run tested ${commit}`,
		],
		[
			'answers with a page',
			{ status: 200, body: '<html></html>', headers: html },
			'answered 200: this is no answer of the test helpers',
		],
		['has no test helpers', { status: 404, body: '', headers: html }, 'answered 404: there are no'],
		[
			'leads elsewhere',
			{ status: 307, body: '', headers: { location: 'https://example.com/' } },
			'answered 307: it redirects, and the secrets are not sent on',
		],
	])('deletes nothing, and fails, where the server %s', async (_, answer, words) => {
		const server = await serve(answer)
		const env = { BASE_URL: server.url, E2E_EXPECTED_COMMIT: commit }
		const { exitCode, output } = await cleanUp(env)
		expect({ exitCode, output }).toEqual({ exitCode: 1, output: expect.stringContaining(words) })
		expect(server.requests.map(({ method }) => method)).toEqual(['GET'])
	})

	it('follows no redirect, which would take the secrets to another origin', async () => {
		const elsewhere = await serve({ status: 200, body: '{"deleted":0}', headers: json })
		const server = await serve({
			...{ status: 307, body: '' },
			headers: { location: `${elsewhere.url}/login` },
		})
		const { exitCode, output } = await cleanUp({ BASE_URL: server.url })
		expect({ exitCode, output }).toMatchObject({
			exitCode: 1,
			output: expect.stringContaining('the secrets are not sent on'),
		})
		expect(elsewhere.requests).toEqual([])
	})

	it.each([
		['an address without encryption', { BASE_URL: 'http://example.com' }, 'BASE_URL: allowed'],
		['an address with a password', { BASE_URL: 'https://a:b@x.vercel.app' }, 'BASE_URL: allowed'],
		['no address', { BASE_URL: '' }, 'BASE_URL is not set'],
		['a run that is no name', { E2E_RUN_ID: '*&project_id=1' }, 'E2E_RUN_ID: allowed'],
		['part of a commit', { E2E_EXPECTED_COMMIT: 'abc1234' }, 'E2E_EXPECTED_COMMIT: allowed'],
		['no token', { ARTIFACT_TEST_SEED_TOKEN: '' }, 'ARTIFACT_TEST_SEED_TOKEN is not set'],
	])('sends no request with %s', async (_, env, words) => {
		const server = await serve({ status: 200, body: '{"deleted":0}', headers: json })
		const { exitCode, output } = await cleanUp({ BASE_URL: server.url, ...env })
		expect({ exitCode, output }).toEqual({ exitCode: 1, output: expect.stringContaining(words) })
		expect(server.requests).toEqual([])
	})

	it('says so where no server answers', async () => {
		const server = await serve({ status: 200, body: '' })
		await server.close()
		servers.pop()
		const { exitCode, output } = await cleanUp({ BASE_URL: server.url })
		expect({ exitCode, output }).toEqual({
			exitCode: 1,
			output: expect.stringContaining('ECONNREFUSED'),
		})
	})
})
