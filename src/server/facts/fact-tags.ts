import { and, eq, isNull, sql } from 'drizzle-orm'
import { limits } from '@/domain/limits'
import { tagText } from '@/domain/tags'
import { facts } from '../db/schema'
import type { ProjectContext } from '../ladder'
import { title } from '../text-input'

export const Tag = title(limits.tagLength).transform(tagText)

/** Each tag once, in the order of their code points, which PostgreSQL's collation "C" has too. */
export function inOrder(tags: readonly string[]): string[] {
	return [...new Set(tags)].sort((one, other) =>
		Buffer.compare(Buffer.from(one), Buffer.from(other)),
	)
}

/** The tags of the project's facts by name, each with how many facts have it. */
export async function tagsOf({ tx, project }: ProjectContext) {
	const each = tx
		.select({ tag: sql<string>`unnest(${facts.tags})`.as('tag') })
		.from(facts)
		.where(and(eq(facts.projectId, project.id), isNull(facts.deletedAt)))
		.as('each')
	return tx
		.select({ tag: each.tag, count: sql<number>`count(*)::int` })
		.from(each)
		.groupBy(each.tag)
		.orderBy(sql`lower(${each.tag})`, each.tag)
}
