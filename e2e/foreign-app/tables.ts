import { sql } from 'drizzle-orm'
import { integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { Tx } from '../../src/isolation/database'
import { queryRows } from '../../src/isolation/database'
import { isolationTables, rootColumns } from '../../src/isolation/tables'

/** A board is a root: one worker has it to itself. */
export const boards = pgTable('boards', {
	id: uuid('id').primaryKey().defaultRandom(),
	title: text('title').notNull(),
	label: text('label'),
	createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
	...rootColumns(), // isolation
})

export const cards = pgTable('cards', {
	id: uuid('id').primaryKey().defaultRandom(),
	boardId: uuid('board_id')
		.notNull()
		.references(() => boards.id, { onDelete: 'cascade' }),
	text: text('text').notNull(),
	place: integer('place').notNull(),
})

export const { leases, violations, seedTimes } = isolationTables(() => boards.id) // isolation

export type Board = typeof boards.$inferSelect

/** SHA-256 of a board's title and cards, without times. */
export async function hashOfBoard(tx: Tx, boardId: string): Promise<string | null> {
	const [board] = await queryRows<{ hash: string }>(
		tx,
		sql`select encode(sha256(convert_to(concat_ws('/', b.title, (select string_agg(row(c.id, c.text, c.place)::text, '/' order by c.place, c.id)
			from cards c where c.board_id = b.id)), 'UTF8')), 'hex') as hash from boards b where b.id = ${boardId}`,
	)
	return board?.hash ?? null
}
