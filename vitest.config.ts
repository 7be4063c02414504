import { availableParallelism } from 'node:os'
import path from 'node:path'
import { defineConfig } from 'vitest/config'

const reportDirectory = process.env.REPORT_DIR

export default defineConfig({
	resolve: { alias: { '@': path.resolve(import.meta.dirname, 'src') } },
	test: {
		include: [
			'src/**/*.test.ts',
			'e2e/{borders,foreign-app,harness,isolation,mutation,pages,report,stress,workflows}/*.test.ts',
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
