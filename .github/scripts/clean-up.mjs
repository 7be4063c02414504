// @ts-check
/**
 * Deletes the seeds of a run on the tested server, however the run ended, and says how many projects it deleted. With
 * E2E_EXPECTED_COMMIT it fails where another deployment has the address by now: the seeds of the run are not there.
 */
import { addSummary, fail, markdownText, oneLine, required, runStep, say } from './runner.mjs'

/**
 * The origin of BASE_URL. The token is sent to it: throws unless the address is https://, or is on this machine.
 * @param {string} given
 */
function originOf(given) {
	const url = URL.canParse(given) ? new URL(given) : null
	const local = url && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
	if (!url || url.username || !(url.protocol === 'https:' || (local && url.protocol === 'http:')))
		throw new Error('BASE_URL: allowed: an https:// address, or http:// on this machine')
	return url.origin
}

/**
 * Why the server deleted nothing, and what to do about it.
 * @param {Response} response
 * @param {string} text
 */
function problem(response, text) {
	if (response.status >= 300 && response.status < 400)
		return 'it redirects, and the secrets are not sent on. Use the deployment’s own address, and set VERCEL_AUTOMATION_BYPASS_SECRET if it is protected'
	const message = parsed(text)?.message
	if (typeof message === 'string') return message
	if (response.status === 401)
		return 'the deployment is protected: set VERCEL_AUTOMATION_BYPASS_SECRET to its bypass for automation'
	if (response.status === 404)
		return 'there are no test helpers: is it a production deployment, or another application?'
	return 'this is no answer of the test helpers'
}

/**
 * @param {string} text
 * @returns {any} undefined where the text is no JSON
 */
function parsed(text) {
	try {
		return JSON.parse(text)
	} catch {
		return undefined
	}
}

/**
 * Sends a request to the test helpers and returns the answer. Throws a readable error where no answer comes.
 * @param {'GET' | 'DELETE'} method
 * @param {string} address
 * @returns {Promise<{ response: Response, text: string }>}
 */
async function ask(method, address) {
	const bypass = process.env.VERCEL_AUTOMATION_BYPASS_SECRET
	const response = await fetch(address, {
		method,
		headers: {
			authorization: `Bearer ${required('ARTIFACT_TEST_SEED_TOKEN')}`,
			...(bypass ? { 'x-vercel-protection-bypass': bypass } : {}),
		},
		// A redirect would take the secrets along.
		redirect: 'manual',
		signal: AbortSignal.timeout(60_000),
	}).catch((error) => {
		throw new Error(`No answer from ${address}: ${error.cause?.code ?? error.name}.`)
	})
	return { response, text: await response.text() }
}

/**
 * Why the seeds cannot be deleted on this server; undefined where it serves the expected commit.
 * @param {string} origin
 * @param {string} expected
 */
async function otherServer(origin, expected) {
	const { response, text } = await ask('GET', `${origin}/api/v1/test/status`)
	const status = parsed(text)
	if (response.status !== 200 || status?.commit === undefined)
		return `The server answered ${response.status}: ${oneLine(problem(response, text))}.`
	if (status.commit === expected) return undefined
	const serves =
		status.commit === null ? 'tells no commit' : `serves commit ${oneLine(String(status.commit))}`
	return `${origin} ${serves}, and the run tested ${expected}: another deployment has this address.`
}

await runStep(async () => {
	const run = required('E2E_RUN_ID')
	if (!/^[A-Za-z0-9._-]{1,64}$/.test(run))
		throw new Error('E2E_RUN_ID: allowed: 1 to 64 characters of A-Za-z0-9._-')
	const expected = process.env.E2E_EXPECTED_COMMIT?.trim().toLowerCase()
	if (expected && !/^[0-9a-f]{40}$/.test(expected))
		throw new Error('E2E_EXPECTED_COMMIT: allowed: all 40 hexadecimal digits of a commit')
	const origin = originOf(required('BASE_URL'))
	/** @param {string} why */
	const notDeleted = (why) =>
		fail(`The seeds of the run ${run} were not deleted. ${why} They expire within 24 hours.`)
	const other = expected && (await otherServer(origin, expected))
	if (other) return notDeleted(other)
	const { response, text } = await ask('DELETE', `${origin}/api/v1/test/cleanup?run=${run}`)
	const deleted = parsed(text)?.deleted
	if (response.status !== 200 || !Number.isInteger(deleted))
		return notDeleted(
			`The server answered ${response.status}: ${oneLine(problem(response, text))}.`,
		)
	const projects = deleted === 1 ? '1 project' : `${deleted} projects`
	say(`Deleted ${projects} of the run ${run}.`)
	addSummary(`**Clean-up:** ${projects} of the run ${markdownText(run)} deleted`)
})
