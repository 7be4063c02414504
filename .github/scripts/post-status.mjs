// @ts-check
/** Posts how the test of a preview ended, unless a newer run of the same commit has taken the status over. */
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
