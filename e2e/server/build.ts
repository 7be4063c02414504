import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, openSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { waitForLock } from 'fs-native-extensions'

/** What a build is made of, below the checkout. */
export const buildInputs = [
	'src',
	'public',
	'drizzle',
	'package.json',
	'package-lock.json',
	'next.config.mjs',
	'postcss.config.mjs',
	'tsconfig.json',
]
const buildIdFile = '.next/BUILD_ID'

function newestChange(entry: string): number {
	const { mtimeMs } = statSync(entry)
	if (!statSync(entry).isDirectory()) return mtimeMs
	const below = readdirSync(entry).map((name) => newestChange(path.join(entry, name)))
	return Math.max(mtimeMs, ...below)
}

function isFresh(): boolean {
	if (!existsSync(buildIdFile)) return false
	return statSync(buildIdFile).mtimeMs >= Math.max(...buildInputs.map(newestChange))
}

/** Builds the application where the build is missing or older than its sources. Of two callers at once the second waits for the first. */
export async function buildIfStale(): Promise<void> {
	if (isFresh()) return
	mkdirSync('.e2e', { recursive: true })
	await waitForLock(openSync('.e2e/build.lock', 'a'))
	if (isFresh()) return
	console.log('The build is missing or older than the sources: building.')
	if (build('inherit').status !== 0) throw new Error('The build failed; see above.')
}

/** Builds the application in `cwd`, as `npm run build` does unless `flags` say otherwise. */
export function build(stdio: 'inherit' | 'pipe', cwd = '.', flags = ['--webpack']) {
	const next = path.resolve('node_modules/next/dist/bin/next')
	// Playwright's workers have another NODE_ENV, with which a build gets no policy.
	const env = { ...process.env, NODE_ENV: 'production' as const }
	return spawnSync(process.execPath, [next, 'build', ...flags], {
		...{ cwd, env, stdio, encoding: 'utf8' },
	})
}
