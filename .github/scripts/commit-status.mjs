// @ts-check
import { required } from './runner.mjs'

/** The name of a preview's status on its commit. The rules of a branch may require a status of this name. */
export const statusContext = 'preview-e2e'

/**
 * @typedef {object} Status
 * @property {'pending' | 'success' | 'failure' | 'error'} state
 * @property {string} description at most 140 characters
 */

function runPages() {
	return `${required('GITHUB_SERVER_URL')}/${required('GITHUB_REPOSITORY')}/actions/runs/`
}

/**
 * @param {string} sha
 * @param {Status} status
 */
export async function postStatus(sha, status) {
	await request('POST', `statuses/${sha}`, {
		...status,
		context: statusContext,
		target_url: `${runPages()}${required('GITHUB_RUN_ID')}`,
	})
}

/**
 * Whether a newer run, which has a greater id, posted the newest status of this context. An older run's status may be
 * replaced: this run's first status may have failed to be posted, or the older run may have posted its own after it.
 * @param {string} sha
 */
export async function hasStatusOfNewerRun(sha) {
	const combined = await request('GET', `commits/${sha}/status?per_page=100`)
	const latest = combined.statuses?.find(
		(/** @type {{ context: string }} */ { context }) => context === statusContext,
	)
	const url = String(latest?.target_url ?? '')
	const id = url.startsWith(runPages()) ? url.slice(runPages().length) : ''
	return /^\d+$/.test(id) && Number(id) > Number(required('GITHUB_RUN_ID'))
}

/**
 * @param {'GET' | 'POST'} method
 * @param {string} path
 * @param {object} [body]
 */
async function request(method, path, body) {
	const url = `${required('GITHUB_API_URL')}/repos/${required('GITHUB_REPOSITORY')}/${path}`
	const response = await fetch(url, {
		method,
		headers: {
			accept: 'application/vnd.github+json',
			authorization: `Bearer ${required('GITHUB_TOKEN')}`,
			'x-github-api-version': '2022-11-28',
			...(body ? { 'content-type': 'application/json' } : {}),
		},
		body: body ? JSON.stringify(body) : undefined,
		redirect: 'error',
		signal: AbortSignal.timeout(30_000),
	})
	if (!response.ok)
		throw new Error(
			`GitHub answered ${response.status} to ${method} ${path}. The job needs the permission "statuses: write".`,
		)
	return response.json()
}
