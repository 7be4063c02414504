import { type SQL, sql } from 'drizzle-orm'
import {
	boolean,
	check,
	index,
	integer,
	jsonb,
	pgEnum,
	pgTable,
	smallint,
	text,
	timestamp,
	uuid,
} from 'drizzle-orm/pg-core'
import { factStatuses } from '@/domain/fact-status'
import { outputModes } from '@/domain/output-mode'
import type { Citation, OutputBlock } from '@/domain/output-text'
import { childColumns, groupColumns, isolationTables, rootColumns } from '@/isolation/tables'
import { foldedSql } from './folded-sql'

const id = () => uuid('id').primaryKey().defaultRandom()
const deletedAt = () => timestamp('deleted_at', { withTimezone: true })
const createdAt = () => timestamp('created_at', { withTimezone: true }).notNull().defaultNow()
const projectId = () =>
	uuid('project_id')
		.notNull()
		.references(() => projects.id, { onDelete: 'cascade' })

export const factStatus = pgEnum('fact_status', factStatuses)
export const outputMode = pgEnum('output_mode', outputModes)

/** Groups projects. */
export const workspaces = pgTable(
	'workspaces',
	{
		id: id(),
		name: text('name').notNull(),
		...groupColumns('seed_project_id'),
		/** When the workspace was deleted; null: it is not. Its projects carry the same time. Only a restoration finds it. */
		deletedAt: deletedAt(),
		createdAt: createdAt(),
	},
	(t) => [
		index('workspaces_seed_project_idx').on(t.seedRootId),
		index('workspaces_lease_idx').on(t.leaseId),
	],
)

/** The root of isolation: a worker of a test run has its project to itself. */
export const projects = pgTable(
	'projects',
	{
		id: id(),
		workspaceId: uuid('workspace_id')
			.notNull()
			.references(() => workspaces.id, { onDelete: 'cascade' }),
		title: text('title').notNull(),
		...rootColumns(),
		/** When the project was deleted; null: it is not. Only a restoration finds it. */
		deletedAt: deletedAt(),
		createdAt: createdAt(),
	},
	(t) => [
		index('projects_workspace_idx').on(t.workspaceId),
		index('projects_lease_idx').on(t.leaseId),
		index('projects_created_idx').on(t.createdAt),
		index('projects_expiry_idx').on(t.expiresAt).where(sql`${t.expiresAt} is not null`),
	],
)

export const { leases, violations, seedTimes } = isolationTables(() => projects.id)

/** `text` is an immutable snapshot: facts quote it by offset. */
export const sources = pgTable(
	'sources',
	{
		id: id(),
		projectId: projectId(),
		title: text('title').notNull(),
		url: text('url'),
		text: text('text').notNull(),
		textSha256: text('text_sha256').notNull(),
		...childColumns(),
		/** When the source was deleted; null: it is not. The facts deleted with it carry the same time. Only a restoration finds it. */
		deletedAt: deletedAt(),
		createdAt: createdAt(),
	},
	(t) => [
		index('sources_project_idx').on(t.projectId, t.createdAt),
		index('sources_project_text_idx').on(t.projectId, t.textSha256),
	],
)

/** `quoteStart` and `quoteEnd` are UTF-16 offsets into the source's text, as `String.slice` takes them. */
export const facts = pgTable(
	'facts',
	{
		id: id(),
		projectId: projectId(),
		sourceId: uuid('source_id')
			.notNull()
			.references(() => sources.id, { onDelete: 'cascade' }),
		claim: text('claim').notNull(),
		quote: text('quote'),
		quoteStart: integer('quote_start'),
		quoteEnd: integer('quote_end'),
		status: factStatus('status').notNull().default('pending'),
		keyClaim: boolean('key_claim').notNull().default(false),
		pinned: boolean('pinned').notNull().default(false),
		/** 0 to 100; null where nobody gave one. */
		confidence: smallint('confidence'),
		position: integer('position').notNull(),
		/** What a reviewer wrote down about the fact; null: nothing. */
		note: text('note'),
		/** In the order of their code points, none twice. */
		tags: text('tags').array().notNull().default(sql`'{}'::text[]`),
		/** Counts the changes, so that the second of two people who edit at once gets a CONFLICT. */
		version: integer('version').notNull().default(1),
		/** Claim and quote as a search compares them; no word goes over the end of a line. */
		foldedText: text('folded_text').generatedAlwaysAs(
			(): SQL => foldedSql(sql`(${facts.claim} || chr(10) || coalesce(${facts.quote}, ''))`),
		),
		deletedAt: deletedAt(),
		createdAt: createdAt(),
	},
	(t) => [
		index('facts_project_position_idx').on(t.projectId, t.position, t.id),
		index('facts_source_idx').on(t.sourceId),
		check('facts_confidence_range', sql`${t.confidence} between 0 and 100`),
		check(
			'facts_quote_whole',
			sql`num_nulls(${t.quote}, ${t.quoteStart}, ${t.quoteEnd}) in (0, 3) and coalesce(${t.quoteStart} >= 0 and ${t.quoteEnd} > ${t.quoteStart}, true)`,
		),
	],
)

/** The bytes of a fact's claim and quote. */
export const bytesOfFact = sql`(octet_length(${facts.claim}) + coalesce(octet_length(${facts.quote}), 0))`

/** A synthesis as it was made: `blocks` holds each sentence with the facts behind it, `citations` these facts, `content` the text of the blocks. */
export const outputs = pgTable(
	'outputs',
	{
		id: id(),
		projectId: projectId(),
		mode: outputMode('mode').notNull(),
		title: text('title').notNull(),
		content: text('content').notNull(),
		blocks: jsonb('blocks').$type<OutputBlock[]>().notNull(),
		/** The cited facts as they were, in the order of their numbers. */
		citations: jsonb('citations').$type<Citation[]>().notNull(),
		factIds: uuid('fact_ids').array().notNull(),
		sourcesCount: integer('sources_count').notNull(),
		engine: text('engine').notNull(),
		engineVersion: text('engine_version').notNull(),
		inputHash: text('input_hash').notNull(),
		pinned: boolean('pinned').notNull().default(false),
		/** Opens the shared view to everybody who knows the token; null: not shared. */
		shareToken: uuid('share_token').unique(),
		deletedAt: deletedAt(),
		createdAt: createdAt(),
	},
	(t) => [index('outputs_project_idx').on(t.projectId, t.createdAt.desc(), t.id.desc())],
)

/** At most one row. With the row the database is production's: it is never seeded or swept, whatever a server's environment says. */
export const productionMark = pgTable(
	'production_mark',
	{
		only: boolean('only').primaryKey().default(true),
		madeBy: text('made_by').notNull(),
		createdAt: createdAt(),
	},
	(t) => [check('production_mark_only', sql`${t.only}`)],
)

export type Project = typeof projects.$inferSelect
export type Source = typeof sources.$inferSelect
export type Fact = typeof facts.$inferSelect
export type Output = typeof outputs.$inferSelect
