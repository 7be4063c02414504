import path from 'node:path'
import { defineConfig } from 'vitest/config'

const reportDirectory = process.env.REPORT_DIR

export default defineConfig({
	resolve: { alias: { '@': path.resolve(import.meta.dirname, '../../src') } },
	test: {
		include: ['e2e/deployment/*.test.ts'],
		globalSetup: './e2e/deployment/set-up.ts',
		// The files run one at a time, because their tests measure how long answers take.
		fileParallelism: false,
		testTimeout: 120_000,
		hookTimeout: 120_000,
		reporters: reportDirectory
			? ['default', ['json', { outputFile: path.resolve(reportDirectory, 'deployment.json') }]]
			: ['default'],
	},
})
