import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import { undecidedStatuses } from '@/domain/fact-status'
import { limits } from '@/domain/limits'
import { facts } from '../db/schema'
import type { ProjectContext } from '../ladder'

/** The ids of the project's facts that are still to review, at most `limits.undecidedPerRead`, in the order of the project. */
export async function undecidedFacts({ tx, project }: ProjectContext): Promise<string[]> {
	const rows = await tx
		.select({ id: facts.id })
		.from(facts)
		.where(
			and(
				eq(facts.projectId, project.id),
				isNull(facts.deletedAt),
				inArray(facts.status, [...undecidedStatuses]),
			),
		)
		.orderBy(asc(facts.position), asc(facts.id))
		.limit(limits.undecidedPerRead)
	return rows.map(({ id }) => id)
}
