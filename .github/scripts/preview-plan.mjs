// @ts-check
import { createHash } from 'node:crypto'
import { oneLine } from './runner.mjs'

/** @typedef {import('./commit-status.mjs').Status} Status */

/**
 * @typedef {object} PreviewEvent
 * @property {string} name `deployment_status` or `workflow_dispatch`
 * @property {any} payload what GitHub sent
 */

/**
 * What git knows about the commit that the event names.
 * @typedef {object} RepositoryFacts
 * @property {string[]} containing branches with the commit in them
 * @property {string[]} heads branches that have the commit as their newest
 * @property {string} defaultBranch
 */

/**
 * @typedef {object} PreviewSettings
 * @property {string} environment the name of the environment of this application's previews
 * @property {string} hostSuffix how the host of a preview ends; begins with a dot or a dash
 * @property {boolean} hasToken whether the secret of the test helpers is set
 */

/**
 * @typedef {object} Preview
 * @property {string} url the origin alone
 * @property {string} sha
 * @property {string} group the same for runs that cancel each other: a newer one cancels the older
 */

/**
 * `run`: test the preview. `nothing`: there is no preview to test. `fail`: somebody has to mend something.
 * @typedef {{ kind: 'run', reason: string, preview: Preview, status: Status }
 *   | { kind: 'nothing' | 'fail', reason: string, status?: Status }} Decision
 */

const tokenName = 'ARTIFACT_TEST_SEED_TOKEN'

/**
 * The commit that an event names, in lower case; undefined where the event names none.
 * @param {PreviewEvent} event
 * @returns {string | undefined}
 */
export function commitOf({ name, payload }) {
	const sha = name === 'workflow_dispatch' ? payload.inputs?.sha : payload.deployment?.sha
	return typeof sha === 'string' && /^[0-9a-f]{40}$/i.test(sha) ? sha.toLowerCase() : undefined
}

/**
 * The settings in the repository's variables. People type these into a form: blanks around a value do not count.
 * @param {Record<string, string | undefined>} env
 * @returns {PreviewSettings}
 */
export function settingsFrom(env) {
	return {
		environment: env.PREVIEW_ENVIRONMENT?.trim() || 'Preview',
		hostSuffix: env.PREVIEW_HOST_SUFFIX?.trim().toLowerCase() || '.vercel.app',
		hasToken: env.HAS_TOKEN === 'true',
	}
}

/**
 * Decides whether a preview is tested. The first rule that fits decides, and gives its own reason.
 * @param {PreviewEvent} event
 * @param {RepositoryFacts} facts
 * @param {PreviewSettings} settings
 * @returns {Decision}
 */
export function planPreview(event, facts, settings) {
	if (!/^[.-]./.test(settings.hostSuffix))
		return failed('PREVIEW_HOST_SUFFIX has to begin with a dot or a dash, as in .vercel.app')
	if (event.name === 'workflow_dispatch') return planByHand(event, facts, settings)
	if (event.name === 'deployment_status') return planDeployment(event, facts, settings)
	return failed(`There is no rule for the event ${event.name}.`)
}

/**
 * @param {PreviewEvent} event
 * @param {RepositoryFacts} facts
 * @param {PreviewSettings} settings
 * @returns {Decision}
 */
function planDeployment(event, facts, settings) {
	const { deployment, deployment_status: status } = event.payload
	if (status?.state !== 'success')
		return nothing(
			`The deployment is ${quoted(status?.state)}, not ready: there is nothing to test.`,
		)
	if (!deployment) return failed('The event has no deployment in it: run the workflow by hand.')
	// Vercel leaves production_environment at false even for production: the environment's name counts as well.
	if (deployment.production_environment === true || /^production\b/i.test(deployment.environment))
		return nothing('Production is never tested: its test helpers do not exist.')
	if (deployment.environment !== settings.environment)
		return nothing(
			`The deployment is of ${quoted(deployment.environment)}, not of ${quoted(settings.environment)}: it is another application's. The variable PREVIEW_ENVIRONMENT says which is ours.`,
		)
	if (deployment.creator?.login !== 'vercel[bot]')
		return nothing(`${quoted(deployment.creator?.login)} made this deployment, not vercel[bot].`)
	const sha = commitOf(event)
	if (!sha) return failed('The deployment names no commit: run the workflow by hand.')
	if (facts.containing.length === 0)
		return {
			kind: 'nothing',
			reason: `The commit ${sha} is in no branch of this repository: it is of a fork, which gets no secret, or its branch is gone. A maintainer who has read it may push it to a branch here.`,
			status: {
				state: 'pending',
				description: 'Not run: the commit is in no branch here (a fork, or a branch that is gone).',
			},
		}
	if (facts.heads.length === 0)
		return nothing(`The commit ${sha} is not the newest of its branch, which has its own preview.`)
	return planTest({ sha, address: status.environment_url || status.target_url, facts, settings })
}

/**
 * @param {PreviewEvent} event
 * @param {RepositoryFacts} facts
 * @param {PreviewSettings} settings
 * @returns {Decision}
 */
function planByHand(event, facts, settings) {
	const sha = commitOf(event)
	if (!sha) return failed('sha: allowed: the 40 hexadecimal digits of the deployed commit')
	if (facts.containing.length === 0)
		return failed(`The commit ${sha} is in no branch of this repository: push it to one first.`)
	return planTest({ sha, address: event.payload.inputs?.url, facts, settings })
}

/**
 * @param {{ sha: string, address: unknown, facts: RepositoryFacts, settings: PreviewSettings }} request
 * @returns {Decision}
 */
function planTest({ sha, address, facts, settings }) {
	const { url, problem } = originOf(address, settings.hostSuffix)
	if (!url) return failed(problem, problem)
	if (!settings.hasToken)
		return failed(
			`The secret ${tokenName} is not set: add it under Settings, Secrets and variables, Actions, with the value that the previews have.`,
			`The secret ${tokenName} is not set in this repository.`,
		)
	const group = groupOf(sha, facts)
	return {
		kind: 'run',
		reason: `The commit ${sha} is tested at ${url}.`,
		preview: { url, sha, group },
		status: { state: 'pending', description: 'The preview is being tested.' },
	}
}

/**
 * @param {unknown} address
 * @param {string} hostSuffix
 * @returns {{ url: string, problem: '' } | { url: undefined, problem: string }}
 */
function originOf(address, hostSuffix) {
	const given = typeof address === 'string' && URL.canParse(address) ? new URL(address) : null
	if (!given) return refused('The preview has no address.')
	// Secrets are sent to this address: it has to be https, on a host of the provider's own.
	if (given.protocol !== 'https:') return refused('The address of the preview is not https.')
	if (given.username || given.password || given.port)
		return refused('The address of the preview has a user, a password or a port in it.')
	if (!given.hostname.endsWith(hostSuffix))
		return refused(
			`The preview is at ${given.hostname.slice(-60)}, which does not end in ${hostSuffix} (PREVIEW_HOST_SUFFIX).`,
		)
	return { url: given.origin, problem: '' }
}

/** @param {string} problem */
function refused(problem) {
	return { url: undefined, problem }
}

/**
 * The name of the branch, in letters that a concurrency group and a file's name may have. A digest tells apart branches
 * whose names become equal. A commit that is no branch's newest is run by hand, in a group that no other run is in.
 * @param {string} sha
 * @param {RepositoryFacts} facts
 */
function groupOf(sha, { heads, defaultBranch }) {
	// Branches at one commit share one group, whichever was deployed. The default branch's name is the last choice.
	const [branch] = heads.toSorted(
		(one, other) =>
			Number(one === defaultBranch) - Number(other === defaultBranch) || (one < other ? -1 : 1),
	)
	if (branch === undefined) return `commit-${sha.slice(0, 12)}`
	const digest = createHash('sha256').update(branch).digest('hex').slice(0, 8)
	return `${branch.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 60)}-${digest}`
}

/** @param {unknown} value */
function quoted(value) {
	return typeof value === 'string' ? `“${oneLine(value, 80)}”` : 'unnamed'
}

/**
 * @param {string} reason
 * @returns {Decision}
 */
function nothing(reason) {
	return { kind: 'nothing', reason }
}

/**
 * @param {string} reason
 * @param {string} [description] of the status on the commit, where the commit is known
 * @returns {Decision}
 */
function failed(reason, description) {
	const status = description
		? /** @type {Status} */ ({ state: 'error', description: oneLine(description, 140) })
		: undefined
	return { kind: 'fail', reason, status }
}
