import { eq, lt, type SQL, sql } from 'drizzle-orm'
import { limits } from '@/domain/limits'
import type { Tx } from '../db/client'
import { bytesOfFact, facts, sources } from '../db/schema'
import { cursorOf, type Key, orderOf } from './fact-filter'

/** What a caller sees of a fact. */
export const shown = {
	id: facts.id,
	claim: facts.claim,
	quote: facts.quote,
	quoteStart: facts.quoteStart,
	quoteEnd: facts.quoteEnd,
	status: facts.status,
	keyClaim: facts.keyClaim,
	pinned: facts.pinned,
	confidence: facts.confidence,
	position: facts.position,
	note: facts.note,
	tags: facts.tags,
	version: facts.version,
	source: { id: sources.id, title: sources.title },
}

/**
 * The facts of one page, each with its cursor: at most `limit`, and no more once `limits.pageBytes` are reached. The
 * database counts the bytes, so that what is over never leaves it.
 */
export async function pageOf(
	tx: Tx,
	{ keys, where, limit }: { keys: Key[]; where: SQL | undefined; limit: number },
) {
	const order = sql.join(orderOf(keys), sql`, `)
	const bytesBefore = sql<number>`coalesce(sum(${shownBytes}) over (order by ${order} rows between unbounded preceding and 1 preceding), 0)`
	const candidates = tx
		.select({ id: facts.id, bytesBefore: bytesBefore.as('bytes_before') })
		.from(facts)
		.innerJoin(sources, eq(sources.id, facts.sourceId))
		.where(where)
		.orderBy(...orderOf(keys))
		.limit(limit + 1)
		.as('candidates')
	const found = await tx
		.select({ ...shown, cursor: cursorOf(keys) })
		.from(candidates)
		.innerJoin(facts, eq(facts.id, candidates.id))
		.innerJoin(sources, eq(sources.id, facts.sourceId))
		.where(lt(candidates.bytesBefore, limits.pageBytes))
		.orderBy(...orderOf(keys))
	const rows = found.slice(0, limit)
	const bytes = rows.reduce((sum, fact) => sum + bytesOf(fact), 0)
	return { rows, isLast: found.length <= limit && bytes < limits.pageBytes }
}

/** The bytes of a fact's claim, quote, note and tags. */
const shownBytes = sql`(${bytesOfFact} + coalesce(octet_length(${facts.note}), 0) + octet_length(array_to_string(${facts.tags}, '')))`

type Shown = { claim: string; quote: string | null; note: string | null; tags: string[] }
const bytesOf = ({ claim, quote, note, tags }: Shown): number =>
	Buffer.byteLength([claim, quote ?? '', note ?? '', ...tags].join(''))
