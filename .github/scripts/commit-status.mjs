// @ts-check
import { required } from './runner.mjs'

/** What the status of a preview is called on the commit, for the rules of a branch. */
export const statusContext = 'preview-e2e'

/**
 * @typedef {object} Status
 * @property {'pending' | 'success' | 'failure' | 'error'} state
 * @property {string} description at most 140 characters
 */

/** The page of this run, for all its attempts: a repeated job goes on with the status of the first attempt. */
export function runUrl() {
	return `${required('GITHUB_SERVER_URL')}/${required('GITHUB_REPOSITORY')}/actions/runs/${required('GITHUB_RUN_ID')}`
}

/**
 * @param {string} sha
 * @param {Status} status
 */
export async function postStatus(sha, status) {
	await request('POST', `statuses/${sha}`, {
		...status,
		context: statusContext,
		target_url: runUrl(),
	})
}

/**
 * Whether the newest status of this context is of this run; a newer run of the same commit has taken it over otherwise.
 * @param {string} sha
 */
export async function ownsStatus(sha) {
	const combined = await request('GET', `commits/${sha}/status?per_page=100`)
	const latest = combined.statuses?.find(
		(/** @type {{ context: string }} */ { context }) => context === statusContext,
	)
	return latest?.target_url === runUrl()
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
