import type { Database } from '@/server/db/client'
import { callerOf, gateClosed } from './caller'

/** Seeds a new project of six facts in several statuses. Returns the ids as a person finds them. */
export async function seedReview(
	database: Database,
): Promise<{ projectId: string; factIds: string[] }> {
	const { testHelpers } = callerOf(database)
	const { project_id } = await testHelpers.seed({ scenario: 'review', facts_count: 6 })
	const { facts } = await callerOf(database, gateClosed).fact.list({ projectId: project_id })
	return { projectId: project_id, factIds: facts.map(({ id }) => id) }
}
