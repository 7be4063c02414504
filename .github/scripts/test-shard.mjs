// @ts-check
/**
 * Runs one shard of the browser suite with a trace of each failed test. SHARD (`1/2`) names the shard. WORKERS is
 * optional, and so are specs as arguments. Reports for the merge are written to REPORT_DIR, by default `reports`.
 */
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'
import { required, runStep } from './runner.mjs'

await runStep(async () => {
	const shard = required('SHARD')
	if (!/^[1-9]\d*\/[1-9]\d*$/.test(shard)) throw new Error('SHARD: allowed: 1/2')
	const { WORKERS: workers } = process.env
	if (workers && !/^[1-9]\d*%?$/.test(workers)) throw new Error('WORKERS: allowed: 2 or 50%')
	const cli = createRequire(import.meta.url).resolve('@playwright/test/cli')
	const child = spawn(
		process.execPath,
		[
			...[cli, 'test', `--shard=${shard}`, '--trace=retain-on-failure'],
			...(workers ? [`--workers=${workers}`] : []),
			...process.argv.slice(2),
		],
		{
			env: { ...process.env, REPORT_DIR: path.resolve(process.env.REPORT_DIR || 'reports') },
			stdio: 'inherit',
		},
	)
	// A signal may reach this process alone: it is passed on to the tests.
	for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
		process.on(signal, () => child.kill(signal))
	process.exitCode = await new Promise((resolve, reject) => {
		child.once('error', reject)
		child.once('exit', (code) => resolve(code ?? 1))
	})
})
