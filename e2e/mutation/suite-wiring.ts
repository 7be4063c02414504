/**
 * Takes one line for isolation after the other out of the foreign suite, and shows that the suite then fails.
 * Run: `npm run check:guard`.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { makeMutant, mutate } from './mutant'

const file = 'e2e/foreign-suite/fixtures.ts'
const wiring = readFileSync(file, 'utf8')
	.split('\n')
	.filter((line) => line.endsWith('// isolation'))
const copy = makeMutant([])
const playwright = path.resolve('node_modules/@playwright/test/cli.js')

/** Whether the suite of the copy passes. */
function passes(): boolean {
	const command = [
		playwright,
		'test',
		'--config=e2e/foreign-suite',
		'--reporter=line',
		'--max-failures=1',
	]
	return spawnSync(process.execPath, command, { cwd: copy, stdio: 'pipe' }).status === 0
}

try {
	if (wiring.length === 0 || !passes()) throw new Error('The foreign suite fails as it is.')
	for (const line of wiring) {
		// Without an answer the fixtures would break: an answer that names no violation has to be missed as well.
		const replace = line.trim().startsWith('return')
			? 'return { violations: [], content_hash: null, rows: null } // isolation\n'
			: ''
		const restore = mutate(copy, [{ file, find: `${line}\n`, replace }])
		if (passes()) throw new Error(`Nothing fails without the line: ${line}`)
		console.log(`missed: ${line.trim()}`)
		restore()
	}
	console.log(`The foreign suite misses each of its ${wiring.length} lines.`)
} finally {
	rmSync(copy, { recursive: true, force: true })
}
