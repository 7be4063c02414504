/**
 * Takes one line for isolation after the other out of the foreign suite, and shows that the suite then fails.
 * Run: `npm run check:guard`.
 */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { inLanes } from './lanes'
import { mutate } from './mutant'

const file = 'e2e/foreign-suite/fixtures.ts'
const wiring = readFileSync(file, 'utf8')
	.split('\n')
	.filter((line) => line.endsWith('// isolation'))
const playwright = path.resolve('node_modules/@playwright/test/cli.js')
const command = ['test', '--config=e2e/foreign-suite', '--reporter=line', '--max-failures=1']

/** Whether the suite of a copy passes. */
function passes(copy: string): Promise<boolean> {
	const child = spawn(process.execPath, [playwright, ...command], { cwd: copy, stdio: 'ignore' })
	return new Promise((resolve) => child.once('exit', (code) => resolve(code === 0)))
}

if (wiring.length === 0) throw new Error('The foreign suite has no line for isolation.')
await inLanes([null, ...wiring], async (copy, line) => {
	if (line === null) {
		if (!(await passes(copy))) throw new Error('The foreign suite fails as it is.')
		return
	}
	// Without an answer the fixtures would break: an answer that names no violation has to be missed as well.
	const replace = line.trim().startsWith('return')
		? 'return { violations: [], content_hash: null, rows: null } // isolation\n'
		: ''
	const restore = mutate(copy, [{ file, find: `${line}\n`, replace }])
	if (await passes(copy)) throw new Error(`Nothing fails without the line: ${line}`)
	console.log(`missed: ${line.trim()}`)
	restore()
})
console.log(`The foreign suite misses each of its ${wiring.length} lines.`)
