// @ts-check

/** @typedef {import('./commit-status.mjs').Status} Status */
/** @typedef {'success' | 'failure' | 'cancelled' | 'skipped'} Result of a job, as `needs` has it */

/**
 * The status of a preview at the end: success only where all three jobs succeeded.
 * @param {{ test: Result, report: Result, cleanUp: Result }} results
 * @returns {Status}
 */
export function finalStatus({ test, report, cleanUp }) {
	if (test === 'failure') return { state: 'failure', description: 'Tests of the preview failed.' }
	if (test === 'cancelled')
		return {
			state: 'error',
			description: 'Cancelled: by a newer preview of the branch, by hand, or out of time.',
		}
	if (test !== 'success') return { state: 'error', description: 'The tests were not run.' }
	if (cleanUp !== 'success')
		return { state: 'failure', description: 'The tests passed, but their seeds were not deleted.' }
	if (report !== 'success')
		return {
			state: 'failure',
			description: 'The tests passed, but a shard broke isolation or has no report.',
		}
	return { state: 'success', description: 'The tests passed, and their seeds are deleted.' }
}
