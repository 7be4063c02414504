import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { defineConfig } from 'vitest/config'

const reportDirectory = process.env.REPORT_DIR

/** The folders whose tests need no server of the suite. */
const folders = [
	'src',
	...['e2e/borders', 'e2e/foreign-app', 'e2e/harness', 'e2e/isolation', 'e2e/mutation'],
	...['e2e/bench', 'e2e/pages', 'e2e/report', 'e2e/stress', 'e2e/workflows'],
]
const tests = folders.flatMap((folder) =>
	readdirSync(path.join(import.meta.dirname, folder), { encoding: 'utf8', recursive: true })
		.filter((file) => file.endsWith('.test.ts'))
		.map((file) => path.posix.join(folder, file)),
)

/** Whether a test changes what the tests of a process share: the environment, modules, globals, the console. */
function changesItsProcess(file: string): boolean {
	return /\b(vi\.|globalThis\b|process\.env\b)/.test(
		readFileSync(path.join(import.meta.dirname, file), 'utf8'),
	)
}

export default defineConfig({
	resolve: { alias: { '@': path.resolve(import.meta.dirname, 'src') } },
	test: {
		// Most files share a process, and the modules that it has loaded: loading them costs more than most tests.
		projects: [
			{
				extends: true,
				test: {
					name: 'shared',
					isolate: false,
					include: tests.filter((file) => !changesItsProcess(file)),
				},
			},
			{ extends: true, test: { name: 'own', include: tests.filter(changesItsProcess) } },
		],
		// A new embedded database takes seconds, more while both cores are busy.
		testTimeout: 60_000,
		// By default one core less than there are: of two only one.
		maxWorkers: Math.max(2, availableParallelism() - 1),
		hookTimeout: 60_000,
		reporters: reportDirectory
			? ['default', ['json', { outputFile: path.resolve(reportDirectory, 'unit.json') }]]
			: ['default'],
	},
})
