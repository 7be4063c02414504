import { createHash, randomUUID } from 'node:crypto'
import { type SQL, sql } from 'drizzle-orm'
import { refuseClaim, type SeedContext, seedRoot } from '@/isolation/seed'
import { digestSql, uuidV3FromDigest } from '@/isolation/worker-ids'
import { pipelined } from '../db/client'
import { one } from '../db/one'
import { adapter } from './adapter'
import { contentOf, type ProjectContent } from './content-hash'
import { factTemplates, seedText } from './scenario'
import type { Seed, SeedCommand } from './seed-request'
import { sourceIdOf } from './worker-identity'

const seedTextSha256 = createHash('sha256').update(seedText).digest('hex')

type Filling = { projectId: string; sourceId: string; command: SeedCommand }

/** Makes the seed that `command` describes. Throws CONFLICT where the ids belong to a user or to another seed. */
export async function seedProject(ctx: SeedContext, command: SeedCommand): Promise<Seed> {
	const projectId = command.project_id ?? randomUUID()
	const sourceId = command.source_id ?? sourceIdOf(projectId)
	const { groupId, leaseId, seedMs, filled } = await seedRoot(adapter, ctx, {
		...{
			rootId: projectId,
			groupId: command.workspace_id,
			reset: command.reset,
			lease: command.lease,
		},
		async fill(tx) {
			const filling = { projectId, sourceId, command }
			const { source, content } = await pipelined<{
				source: { id: string }
				content: ProjectContent
			}>(tx, {
				restored: command.reset ? undefined : restoreFacts(filling),
				source: makeContent(filling),
				content: contentOf(projectId),
			})
			if (!source[0])
				refuseClaim('source_id', sourceId, 'is a source of a user or of another seed.')
			return one(content)
		},
	})
	return {
		status: 'ok',
		message: 'Test data seeded successfully',
		workspace_id: groupId ?? '',
		project_id: projectId,
		source_id: sourceId,
		facts_count: filled.facts_count,
		lease_id: leaseId,
		content_hash: filled.hash,
		seed_ms: seedMs,
	}
}

/** A statement that restores the facts which were deleted with the source. */
function restoreFacts({ projectId, sourceId }: Filling): SQL {
	return sql`update facts set deleted_at = null where project_id = ${projectId}
		and source_id = ${sourceId} and deleted_at = (select deleted_at from sources where id = ${sourceId})`
}

const templates = { research: factTemplates('research'), review: factTemplates('review') }

/**
 * A statement that makes or restores the source and makes the facts, any number of them: the database repeats the
 * templates and computes the ids. Returns no row, and makes nothing, where the id belongs to another source.
 */
function makeContent({ projectId, sourceId, command }: Filling): SQL {
	const all = templates[command.scenario]
	// Facts that are added to others begin with any template.
	const needed = command.reset ? all.slice(0, command.facts_count) : all
	// Without `offset 0` the planner would inline the digest and compute it twice a row.
	const numbered = sql`select n, ${digestSql(projectId, sql`'fact/' || n`)} as digest
		from (select coalesce(max(position), 0) as last from facts where project_id = ${projectId}) existing,
			generate_series(last + 1, last + ${command.facts_count}::int) n offset 0`
	return sql`
		with source as (
			insert into sources (id, project_id, title, url, text, text_sha256, seeded)
			values (${sourceId}, ${projectId}, 'Heat in the city', 'https://example.com/heat-in-the-city', ${seedText}, ${seedTextSha256}, true)
			on conflict (id) do update set deleted_at = null
			where sources.project_id = excluded.project_id and sources.seeded and sources.text_sha256 = excluded.text_sha256
			returning id, project_id),
		made as (
			insert into facts (id, project_id, source_id, claim, quote, quote_start, quote_end, status, key_claim, pinned, confidence, position)
			select ${uuidV3FromDigest(sql`digest`)}, source.project_id, source.id,
				case when n <= ${all.length}::int then claim else claim || ' (' || n || ')' end,
				quote, quote_start, quote_end, status::fact_status, key_claim, pinned, confidence, n
			from source, (${numbered}) numbered
				join jsonb_to_recordset(${JSON.stringify(needed)}::jsonb) as template(ordinal int, claim text, quote text,
					quote_start int, quote_end int, status text, key_claim boolean, pinned boolean, confidence int)
				on ordinal = (n - 1) % ${all.length}::int)
		select id from source`
}
