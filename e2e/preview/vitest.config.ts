import path from 'node:path'
import { defineConfig } from 'vitest/config'

const reportDirectory = process.env.REPORT_DIR

export default defineConfig({
	resolve: { alias: { '@': path.resolve(import.meta.dirname, '../../src') } },
	test: {
		include: ['e2e/preview/*.test.ts'],
		globalSetup: './e2e/preview/set-up.ts',
		// The files run one at a time: the browsers of four shards are enough for one machine.
		fileParallelism: false,
		testTimeout: 300_000,
		hookTimeout: 120_000,
		reporters: reportDirectory
			? ['default', ['json', { outputFile: path.resolve(reportDirectory, 'preview.json') }]]
			: ['default'],
	},
})
