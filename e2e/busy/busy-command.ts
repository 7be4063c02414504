/**
 * Runs the browser suite beside processes that burn all cores: a test must not fail because its machine is busy.
 * Run: `npm run check:busy`; arguments go to Playwright, such as `-- --project=app`.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { buildIfStale } from '../server/build'

const burners = 6
/** A burner ends by itself where this process is killed and cannot end it. */
const burn =
	"process.once('disconnect', () => process.exit()); setInterval(() => { const end = Date.now() + 100; while (Date.now() < end); }, 0)"

await buildIfStale()
const burning: ChildProcess[] = Array.from({ length: burners }, () =>
	spawn(process.execPath, ['-e', burn], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }),
)
process.once('exit', () => {
	for (const burner of burning) burner.kill('SIGKILL')
})

const playwright = path.resolve('node_modules/@playwright/test/cli.js')
const suite = spawn(
	process.execPath,
	[playwright, 'test', '--workers=2', ...process.argv.slice(2)],
	{
		stdio: 'inherit',
	},
)
const exitCode = await new Promise<number | null>((resolve) => suite.once('exit', resolve))
console.log(`The suite beside ${burners} busy processes: ${exitCode === 0 ? 'passed' : 'failed'}.`)
process.exit(exitCode ?? 1)
