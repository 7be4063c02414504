import {
	type BrowserContext,
	chromium,
	firefox,
	type Response,
	request,
	test,
	webkit,
} from '@playwright/test'
import { closedForViolation, wrapped } from './plain-errors'
import { resolvedRun } from './run'
import { noteUnleased } from './test-record'
import { followNewContexts } from './worker-contexts'

const unleased = 'LEASE_REQUIRED'

/**
 * Ends tests that open pages without the fixtures, as soon as the guard asks for a lease. For the configuration, which
 * each worker loads: no fixture of ours is there in a test that imports `test` from Playwright.
 */
export function endUnleasedTests(): void {
	if (process.env.TEST_WORKER_INDEX === undefined) return
	followNewContexts({ chromium, firefox, webkit, request }, async (context) => {
		if (!('pages' in context)) return
		const openedAt = Date.now()
		context.on('response', (response) => {
			if (response.status() === 409) endIfUnleased(context, openedAt, response).catch(() => {})
		})
	})
}

async function endIfUnleased(
	context: BrowserContext,
	openedAt: number,
	response: Response,
): Promise<void> {
	const answers: { error?: { message: string; data?: { code: string } } }[] = [
		await response.json(),
	].flat()
	const refusal = answers.find(({ error }) => error?.data?.code === unleased)?.error
	if (!refusal) return
	const testInfo = test.info()
	const { shard } = resolvedRun(testInfo.config)
	noteUnleased(testInfo, shard, { code: unleased, message: refusal.message, openedAt })
	const message = wrapped(refusal.message)
	const { errors } = testInfo
	if (!errors.some((error) => error.message === message)) errors.unshift({ message })
	await context.close({ reason: closedForViolation })
}
