import { type AnyPgColumn, pgTable, uuid } from 'drizzle-orm/pg-core'
import { expect, it } from 'vitest'
import { type Adapter, requireCascades } from './adapter'
import { rootColumns } from './tables'

const id = () => uuid('id').primaryKey()
const boards = pgTable('boards', { id: id(), ...rootColumns() })
const others = pgTable('others', { id: id() })
const adapterOf = (column: AnyPgColumn) =>
	({ root: { noun: 'board', table: boards }, children: { card: column } }) as unknown as Adapter

it('a child that goes with its root is accepted', () => {
	const boardId = uuid('board_id').references(() => boards.id, { onDelete: 'cascade' })
	const cards = pgTable('cards', { id: id(), boardId })
	expect(() => requireCascades(adapterOf(cards.boardId))).not.toThrow()
})

it.each([
	['references nothing', uuid('board_id')],
	['holds up the deletion of its root', uuid('board_id').references(() => boards.id)],
	['goes with another row', uuid('board_id').references(() => others.id, { onDelete: 'cascade' })],
])('a child that %s is refused, with what to change', (_, boardId) => {
	const cards = pgTable('cards', { id: id(), boardId })
	expect(() => requireCascades(adapterOf(cards.boardId))).toThrow(
		"Isolation deletes each card with its board. Let cards.board_id reference the board with { onDelete: 'cascade' }.",
	)
})
