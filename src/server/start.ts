import { env } from './env'
import { database } from './runtime'

/** A throw from the start-up hook would leave `next start` listening, so a failed start ends the process. */
export async function start(): Promise<void> {
	try {
		const { seeding, e2eMode } = env()
		const { kind } = await database()
		const seedingState = !seeding.enabled
			? 'closed'
			: seeding.token
				? 'open with a token'
				: 'open on this machine'
		console.log(
			`Artifact is ready: ${kind} database, seeding ${seedingState}, E2E mode ${e2eMode ? 'on' : 'off'}.`,
		)
	} catch (error) {
		console.error(error instanceof Error ? error.message : error)
		process.exit(1)
	}
}
