import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, openSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { waitForLock } from 'fs-native-extensions'

/** The files and folders of the checkout that a build is made of. */
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

/** Builds the application where the build is missing or older than its sources. A second caller waits for the first. */
export async function buildIfStale(): Promise<void> {
	if (isFresh()) return
	mkdirSync('.e2e', { recursive: true })
	await waitForLock(openSync('.e2e/build.lock', 'a'))
	if (isFresh()) return
	// Playwright shows only the errors of a server that it starts.
	console.error(
		'The build is missing or older than the sources: building, which takes up to a minute.',
	)
	if (build('inherit').status !== 0) throw new Error('The build failed; see above.')
}

/** Builds the application in `cwd`. By default it does the same as `npm run build`. */
export function build(stdio: 'inherit' | 'pipe', cwd = '.', flags = ['--webpack']) {
	const next = path.resolve('node_modules/next/dist/bin/next')
	// Playwright's workers have another NODE_ENV, which would leave the build without its Content Security Policy.
	const env = { ...process.env, NODE_ENV: 'production' as const }
	return spawnSync(process.execPath, [next, 'build', ...flags], {
		...{ cwd, env, stdio, encoding: 'utf8' },
	})
}
