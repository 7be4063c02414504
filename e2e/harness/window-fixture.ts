import { test as base } from '@playwright/test'
import { withWindow } from '../server/browser'

/** Takes a browser that has a window where tests are shown: with `--headed`, `--debug` or `PWDEBUG=1`, or by an editor. */
export const windowFixture = base.extend({
	launchOptions: [
		async ({ launchOptions }, use, { project }) => {
			const isShown = project.use.headless === false || process.env.PWDEBUG === '1'
			await use(isShown ? withWindow(launchOptions) : launchOptions)
		},
		{ scope: 'worker' },
	],
})
