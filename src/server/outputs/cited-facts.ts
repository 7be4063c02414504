import { type SQL, sql } from 'drizzle-orm'
import type { ChangeCounts, CitationChange } from '@/domain/citation-change'
import type { FactStatus } from '@/domain/fact-status'
import { queryRows } from '../db/client'
import type { ProjectContext } from '../ladder'

/** A cited fact as it is now. `claim`, `status` and `sourceTitle` are null where it is deleted. */
export type CitedFact = {
	id: string
	change: CitationChange | null
	claim: string | null
	status: FactStatus | null
	sourceTitle: string | null
}

const isDeleted = sql`(f.id is null or f.deleted_at is not null)`

// One answer for a fact that changed in several ways: the one that a reader must know first. Where an older output holds
// no status, only what is rejected or flagged now is told, as nobody can say what was approved then.
const change = sql`case
	when ${isDeleted} and s.deleted_at is not null then 'source_deleted'
	when ${isDeleted} then 'deleted'
	when f.status in ('rejected', 'flagged') and f.status::text is distinct from c.status then f.status::text
	when (f.claim, f.quote) is distinct from (c.claim, c.quote) then 'reworded'
	when f.status = 'needs_review' and c.status in ('approved', 'pending') then 'needs_review'
	when f.status = 'pending' and c.status = 'approved' then 'pending'
end`

/** The citations `c` of the project's outputs `o`, each with its fact `f` and source `s` as they are now. */
const citationsNow = ({ project }: ProjectContext, outputIds: string[]): SQL =>
	sql`from outputs o
		cross join lateral jsonb_to_recordset(o.citations) as c(id uuid, number int, claim text, quote text, status text)
		left join facts f on f.id = c.id and f.project_id = o.project_id
		left join sources s on s.id = f.source_id and s.project_id = o.project_id
		where o.project_id = ${project.id}
			and o.id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(outputIds)}::jsonb))`

/** The facts that an output cites as they are now, in the order of their numbers. */
export function citedFacts(ctx: ProjectContext, outputId: string): Promise<CitedFact[]> {
	return queryRows<CitedFact>(
		ctx.tx,
		sql`select c.id, ${change} as change,
				case when not ${isDeleted} then f.claim end as claim,
				case when not ${isDeleted} then f.status end as status,
				case when not ${isDeleted} then s.title end as "sourceTitle"
			${citationsNow(ctx, [outputId])} order by c.number`,
	)
}

/** What became of the facts that each of these outputs cites, in one statement; an output without a change is absent. */
export async function changesOfOutputs(
	ctx: ProjectContext,
	outputIds: string[],
): Promise<Map<string, ChangeCounts>> {
	const rows = await queryRows<{ id: string; change: CitationChange; count: number }>(
		ctx.tx,
		sql`select id, change, count(*)::int as count
			from (select o.id, ${change} as change ${citationsNow(ctx, outputIds)}) compared
			where change is not null group by id, change`,
	)
	const changes = new Map<string, ChangeCounts>()
	for (const { id, change, count } of rows) changes.set(id, { ...changes.get(id), [change]: count })
	return changes
}
