import type { Database } from '../db/client'
import { type Env, env } from './env'
import { database, followUps } from './running-server'
import { endGracefully } from './shutdown'

/** Prepares the server. A failed start ends the process, as an error of the start-up hook would leave `next start` listening. */
export async function start(): Promise<void> {
	try {
		const settings = env()
		for (const warning of warnings(settings)) console.warn(`Warning: ${warning}`)
		const opened = await database()
		if (settings.production)
			endGracefully(async () => {
				await followUps().settle()
				await opened.close()
			})
		console.log(`Artifact is ready: ${opened.kind} database. ${describeSeeding(settings, opened)}`)
	} catch (error) {
		console.error(error instanceof Error ? error.message : error)
		process.exit(1)
	}
}

/** One line that says whether seeding is open, for whom and why. */
export function describeSeeding(
	{ seeding, e2eMode }: Env,
	{ isMarked }: Pick<Database, 'isMarked'>,
): string {
	if (!seeding.mounted) return 'Seeding is closed: VERCEL_ENV is production.'
	if (isMarked)
		return 'Seeding is closed: the database is marked as production’s, whatever the environment says (npm run db:unprotect removes the mark).'
	if (!seeding.enabled) return 'Seeding is closed: ARTIFACT_ENABLE_TEST_SEED is not true.'
	if (seeding.productionBuild && !seeding.token)
		return 'Seeding is closed: a production build needs ARTIFACT_TEST_SEED_TOKEN, which is not set.'
	const whom = seeding.token
		? 'to callers that send ARTIFACT_TEST_SEED_TOKEN'
		: 'to callers on this machine, as ARTIFACT_TEST_SEED_TOKEN is not set'
	return `Seeding is open ${whom}; E2E mode is ${e2eMode ? 'on' : 'off'}.`
}

/** Warnings about settings that are safe but surely not intended. */
export function warnings({ seeding, flagSet }: Env): string[] {
	const found: string[] = []
	if (!seeding.mounted && flagSet)
		found.push(
			'ARTIFACT_ENABLE_TEST_SEED=true does nothing in production; remove it from the production environment.',
		)
	if (seeding.mounted && seeding.token && !seeding.enabled)
		found.push(
			'ARTIFACT_TEST_SEED_TOKEN is set but seeding is closed; set ARTIFACT_ENABLE_TEST_SEED=true or remove the token.',
		)
	return found
}
