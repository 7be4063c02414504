// @ts-check
/** Posts the final status of a preview on its commit, unless a newer run of the same commit has posted one. */
import { hasStatusOfNewerRun, postStatus } from './commit-status.mjs'
import { finalStatus } from './final-status.mjs'
import { required, runStep, say } from './runner.mjs'

/** @typedef {import('./final-status.mjs').Result} Result */

await runStep(async () => {
	const sha = required('SHA')
	const status = finalStatus({
		test: /** @type {Result} */ (required('TEST_RESULT')),
		report: /** @type {Result} */ (required('REPORT_RESULT')),
		cleanUp: /** @type {Result} */ (required('CLEAN_UP_RESULT')),
	})
	if (await hasStatusOfNewerRun(sha)) {
		say('A newer run of this commit has taken its status over: nothing is posted.')
		return
	}
	await postStatus(sha, status)
	say(`${status.state}: ${status.description}`)
})
