/**
 * Stresses isolation without a browser: simulated workers seed, change and read their projects at once over HTTP, and
 * look for each other's data. `--faults` adds late writes, replaced workers, cut connections and restarts of the server;
 * `--shared` gives all workers one project without a lease, where they must collide. Run:
 * `npm run stress -- --workers 16 --rounds 200 [--seconds 600] [--faults | --shared] [--url http://…]`, with
 * DATABASE_URL for PostgreSQL.
 */
import { ArgumentError, readArguments } from './arguments'
import { conduct } from './conduct'
import { createProgress } from './progress'

try {
	const options = readArguments(process.argv.slice(2))
	process.exitCode = await conduct(options, createProgress())
} catch (error) {
	if (!(error instanceof ArgumentError)) throw error
	console.error(error.message)
	process.exitCode = 2
}
