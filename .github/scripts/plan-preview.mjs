// @ts-check
/**
 * Reads the event that started the workflow and decides whether a preview is tested. Shows the decision on the run's
 * page and on the commit. Passes the address, the commit and the names to the later jobs.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { postStatus } from './commit-status.mjs'
import { commitOf, planPreview, settingsFrom } from './preview-plan.mjs'
import { addSummary, fail, markdownText, required, runStep, say, setOutputs } from './runner.mjs'

const remote = 'refs/remotes/origin/'

/** @param {string[]} args */
function git(...args) {
	return execFileSync('git', args, { encoding: 'utf8' })
}

/**
 * @param {'--contains' | '--points-at'} option
 * @param {string} sha
 */
function branches(option, sha) {
	return git('for-each-ref', '--format=%(refname)', option, sha, remote)
		.split('\n')
		.filter((name) => name && name !== `${remote}HEAD`)
		.map((name) => name.slice(remote.length))
}

/**
 * The branches that have the commit. The checkout has every branch of this repository, and nothing of its forks.
 * @param {string | undefined} sha
 * @param {string} defaultBranch
 */
function repositoryFacts(sha, defaultBranch) {
	const known = sha && spawnSync('git', ['cat-file', '-e', `${sha}^{commit}`]).status === 0
	return {
		containing: known ? branches('--contains', sha) : [],
		heads: known ? branches('--points-at', sha) : [],
		defaultBranch,
	}
}

await runStep(async () => {
	const event = {
		name: required('GITHUB_EVENT_NAME'),
		payload: JSON.parse(readFileSync(required('GITHUB_EVENT_PATH'), 'utf8')),
	}
	const sha = commitOf(event)
	const facts = repositoryFacts(sha, event.payload.repository?.default_branch ?? 'main')
	const decision = planPreview(event, facts, settingsFrom(process.env))
	addSummary(`**Preview:** ${markdownText(decision.reason, 2_000)}`)
	if (decision.kind === 'fail') fail(decision.reason)
	else say(decision.reason)
	// The outputs come before the status, which may fail to be posted. Jobs that always run then still have the
	// outputs, and the last job posts the final status over an older run's.
	setOutputs(
		decision.kind === 'run'
			? {
					run: 'true',
					...decision.preview,
					name: `preview-${required('GITHUB_RUN_ID')}-${required('GITHUB_RUN_ATTEMPT')}`,
				}
			: { run: 'false' },
	)
	if (decision.status && sha) await postStatus(sha, decision.status)
})
