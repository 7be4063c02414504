import { rm } from 'node:fs/promises'
import { isLocalRun } from '../../src/isolation/worker-ids'
import { announcedRun } from '../isolation/run'
import { startApplication, testableServer } from './application'
import { buildIfStale } from './build'
import { dataDirectory } from './data-directory'

/** The server of one run: a fresh build on a free port, with its own embedded database unless DATABASE_URL is set. */
const run = announcedRun()
const dataDir = dataDirectory(run)

await buildIfStale()
const application = await startApplication({
	env: { ...testableServer, ARTIFACT_DATA_DIR: dataDir },
	echo: true,
})
console.log(`Listening on port ${application.port}`)

let ending = false
async function end(): Promise<void> {
	if (ending) return
	ending = true
	await application.stop()
	// The local run keeps its database, because a new one takes seconds to make.
	if (!isLocalRun(run)) await rm(dataDir, { recursive: true, force: true })
	process.exit(0)
}
process.on('SIGTERM', end)
process.on('SIGINT', end)
// The pipe from Playwright closes even where Playwright is killed and can send no signal.
process.stdin.resume().once('end', end)
application.process.once('exit', (code) => {
	if (!ending) process.exit(code ?? 1)
})
