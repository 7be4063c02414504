import { type SQL, sql } from 'drizzle-orm'
import { queryRows, type Tx } from '../db/client'

export type ProjectContent = { hash: string; facts_count: number }

/**
 * A query for a project's content: `hash` is the SHA-256 in hex of all of it, without times and lease. No row: the
 * project does not exist. One statement reads one snapshot. Different contents never have the same text: `row()::text`
 * quotes its fields, and lengths precede the texts of a fact, which is faster.
 */
export function contentOf(projectId: string): SQL {
	return sql`select f.facts_count, encode(sha256(convert_to(concat_ws('/', row(p.id, p.workspace_id, p.title)::text,
				s.digests, f.digests, o.digests), 'UTF8')), 'hex') as hash
			from projects p,
			lateral (select coalesce(string_agg(md5(row(id, title, url, text, text_sha256)::text), '' order by id), 'none') as digests
				from sources where project_id = p.id and deleted_at is null) s,
			lateral (select count(*)::int as facts_count, coalesce(string_agg(md5(concat_ws('|', id, source_id, octet_length(claim), claim,
				coalesce(octet_length(quote), 0), quote, quote_start, quote_end, status, key_claim, pinned, coalesce(confidence, -1), position,
				case when note is not null or tags <> '{}' then row(note, tags)::text end)), '' order by position, id), 'none') as digests
				from facts where project_id = p.id and deleted_at is null) f,
			lateral (select coalesce(string_agg(md5(row(id, mode, title, pinned, content, blocks, citations, fact_ids, engine, engine_version, input_hash)::text),
				'' order by id), 'none') as digests
				from outputs where project_id = p.id and deleted_at is null) o
			where p.id = ${projectId}`
}

/** The content of a project; undefined where it does not exist. */
export async function readContent(tx: Tx, projectId: string): Promise<ProjectContent | undefined> {
	const [content] = await queryRows<ProjectContent>(tx, contentOf(projectId))
	return content
}
