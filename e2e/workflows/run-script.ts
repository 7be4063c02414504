import { spawn } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { checkout, makeScratchFolder } from './workflow'

export type ScriptRun = {
	exitCode: number | null
	/** What the script printed. `summary` is for the page of the run, and `outputs` for later jobs. */
	output: string
	summary: string
	outputs: Record<string, string>
}

/**
 * Runs the command of a step, `node .github/scripts/….mjs`, as a runner does: in `cwd`, with `env` and the runner's
 * files. Of the environment of this process the command gets PATH only.
 */
export async function runScript(
	command: string,
	{ cwd, env }: { cwd: string; env: Record<string, string> },
): Promise<ScriptRun> {
	const [script = '', ...args] = command.replace(/^node /, '').split(' ')
	const files = makeScratchFolder('step')
	const file = (name: string) => path.join(files, name)
	for (const name of ['output', 'summary']) writeFileSync(file(name), '')
	const child = spawn(process.execPath, [path.join(checkout, script), ...args], {
		cwd,
		env: {
			PATH: process.env.PATH,
			NODE_ENV: 'test',
			NODE_OPTIONS: `--import ${path.join(checkout, 'e2e/workflows/route-requests.mjs')}`,
			GITHUB_ACTIONS: 'true',
			GITHUB_OUTPUT: file('output'),
			GITHUB_STEP_SUMMARY: file('summary'),
			...env,
		},
		stdio: ['ignore', 'pipe', 'pipe'],
	})
	const chunks: Buffer[] = []
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (chunk) => chunks.push(chunk))
	try {
		const exitCode = await new Promise<number | null>((resolve, reject) => {
			child.once('error', reject)
			child.once('close', resolve)
		})
		return {
			exitCode,
			output: Buffer.concat(chunks).toString('utf8'),
			summary: readFileSync(file('summary'), 'utf8'),
			outputs: parseOutputs(readFileSync(file('output'), 'utf8')),
		}
	} finally {
		rmSync(files, { recursive: true })
	}
}

/** Reads the file of the outputs as the runner does: each line is a name, `=` and a value. */
function parseOutputs(text: string): Record<string, string> {
	const lines = text.split('\n').filter((line) => line !== '')
	return Object.fromEntries(
		lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
	)
}
