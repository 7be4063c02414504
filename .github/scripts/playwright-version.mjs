// @ts-check
/** Passes on the version of Playwright in the lock file. The key of the browsers' cache has it. */
import { readFileSync } from 'node:fs'
import { runStep, say, setOutputs } from './runner.mjs'

await runStep(() => {
	const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
	const version = lock.packages?.['node_modules/@playwright/test']?.version
	if (!version) throw new Error('package-lock.json has no @playwright/test in it.')
	setOutputs({ version })
	say(`Playwright ${version}`)
})
