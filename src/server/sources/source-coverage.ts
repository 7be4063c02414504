import { sql } from 'drizzle-orm'
import type { FactStatus } from '@/domain/fact-status'
import { queryRows, type Tx } from '../db/client'

export const coverageParts = 60

export type Coverage = {
	sourceId: string
	status: FactStatus
	/** The index of the part of the text in which the quotes begin; the parts are equal. Null: facts without a quote. */
	part: number | null
	count: number
}

/** Counts a project's facts by source, status and part of the text, so that any number of facts is a short answer. */
export async function coverageOf(tx: Tx, projectId: string) {
	const cells = await queryRows<Coverage>(
		tx,
		sql`with texts as materialized (select id, greatest(length(text), 1) as length from sources where project_id = ${projectId})
			select f.source_id as "sourceId", f.status, count(*)::int as count,
				case when f.quote_start is not null
					then least(${coverageParts - 1}::int, f.quote_start::bigint * ${coverageParts}::int / t.length)::int end as part
			from facts f join texts t on t.id = f.source_id
			where f.project_id = ${projectId} and f.deleted_at is null
			group by 1, 2, 4 order by 1, 2, 4`,
	)
	return { parts: coverageParts, cells }
}
