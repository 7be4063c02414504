import { afterEach, describe, expect, it } from 'vitest'
import { type RecordingServer, startRecordingServer } from './recording-server'
import { runScript, type ScriptRun } from './run-script'
import { checkout } from './workflow'

const sha = '95914977cbb1a624ae9a01bebbd9fa32c05a12db'
const run = 'https://github.com/artifact-team/artifact/actions/runs/61'
let server: RecordingServer | undefined

afterEach(async () => {
	await server?.close()
})

/** Runs the script. GitHub has these statuses of the commit, and answers every request with `code`. */
async function postStatus(statuses: object[], code = 200): Promise<ScriptRun> {
	server = await startRecordingServer(() => ({ status: code, body: JSON.stringify({ statuses }) }))
	return runScript('node .github/scripts/post-status.mjs', {
		cwd: checkout,
		env: {
			...{ SHA: sha, TEST_RESULT: 'cancelled', CLEAN_UP_RESULT: 'success' },
			...{ REPORT_RESULT: 'skipped', GITHUB_TOKEN: 'github-token', GITHUB_RUN_ID: '61' },
			...{ GITHUB_REPOSITORY: 'artifact-team/artifact', GITHUB_SERVER_URL: 'https://github.com' },
			GITHUB_API_URL: server.url,
			TEST_ROUTES: JSON.stringify({ [server.url]: server.url }),
		},
	})
}

function requests() {
	return server?.requests.map(({ method, path }) => `${method} ${path}`)
}

const question = `GET /repos/artifact-team/artifact/commits/${sha}/status?per_page=100`

describe('the status at the end of a run', () => {
	it('is posted where the newest status is the run’s own', async () => {
		const other = { context: 'ci', target_url: 'https://ci.example.com' }
		const own = { context: 'preview-e2e', target_url: run }
		expect((await postStatus([other, own])).exitCode).toBe(0)
		expect(requests()).toEqual([question, `POST /repos/artifact-team/artifact/statuses/${sha}`])
		const posted = server?.requests[1]
		expect(posted?.headers.authorization).toBe('Bearer github-token')
		expect(JSON.parse(posted?.body ?? '')).toEqual({
			...{ state: 'error', context: 'preview-e2e', target_url: run },
			description: expect.stringContaining('Cancelled'),
		})
	})

	it.each([
		['the commit has none, because the first could not be posted', []],
		['the newest is of an older run', [run.replace('61', '7')]],
		['the newest leads elsewhere', ['https://ci.example.com/actions/runs/62']],
		['the newest has a page of another form', [`${run.replace('61', '62')}/job/5`]],
		['the newest leads nowhere', [null]],
	])('is posted where %s', async (_, urls) => {
		const statuses = urls.map((url) => ({ context: 'preview-e2e', target_url: url }))
		expect((await postStatus(statuses)).exitCode).toBe(0)
		expect(requests()).toEqual([question, `POST /repos/artifact-team/artifact/statuses/${sha}`])
	})

	it('is left to a newer run of the same commit', async () => {
		const newer = { context: 'preview-e2e', target_url: run.replace('61', '1062') }
		const { exitCode, output } = await postStatus([newer])
		expect({ exitCode, output }).toEqual({
			exitCode: 0,
			output: expect.stringContaining('nothing is posted'),
		})
		expect(requests()).toEqual([question])
	})

	it('fails the step with a readable message where GitHub refuses it', async () => {
		const { exitCode, output } = await postStatus([], 403)
		expect({ exitCode, output }).toEqual({
			exitCode: 1,
			output: expect.stringContaining('GitHub answered 403'),
		})
		expect(output).not.toContain('github-token')
	})
})
