import { rmSync } from 'node:fs'
import { expect, test } from '../harness/fixtures'
import { makeMutant } from '../mutation/mutant'
import { expectAlive } from '../pages/expect-alive'
import { build } from '../server/build'
import { withServer } from '../server/throwaway-server'

test('the pages of the build that the suite starts are alive', async ({ page }) => {
	await expectAlive(page, '')
})

test('the pages of a plain `next build`, which is Turbopack’s, are alive too', async ({ page }) => {
	test.setTimeout(180_000)
	const copy = makeMutant([])
	try {
		const built = build('pipe', copy, [])
		expect(built.status, built.stdout + built.stderr).toBe(0)
		const closed = { ARTIFACT_ENABLE_TEST_SEED: '', ARTIFACT_E2E_MODE: '' }
		await withServer({ env: closed, cwd: copy }, (url) => expectAlive(page, url))
	} finally {
		rmSync(copy, { recursive: true, force: true })
	}
})
