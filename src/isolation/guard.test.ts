import { randomUUID } from 'node:crypto'
import { PGlite } from '@electric-sql/pglite'
import { sql } from 'drizzle-orm'
import { pgTable, timestamp, uuid } from 'drizzle-orm/pg-core'
import { drizzle } from 'drizzle-orm/pglite'
import { afterAll, expect, it } from 'vitest'
import type { Adapter } from './adapter'
import { type Caller, openGroup } from './guard'
import { groupColumns, rootColumns } from './tables'

const roots = pgTable('roots', { id: uuid('id').primaryKey(), ...rootColumns() })
const groups = pgTable('groups', {
	id: uuid('id').primaryKey(),
	...groupColumns('of_root'),
	deletedAt: timestamp('removed_at', { withTimezone: true }),
})
const adapter = {
	root: { noun: 'root', table: roots },
	group: { noun: 'group', table: groups },
} as unknown as Adapter
const caller = { leaseId: null, env: { seeding: { enabled: true }, e2eMode: true } } as Caller

const client = new PGlite()
const db = drizzle(client)
afterAll(() => client.close())
await client.exec(`
	create table roots (id uuid primary key, lease_id uuid);
	create table groups (id uuid primary key, of_root uuid, lease_id uuid, removed_at timestamptz)`)

it('a group is found, deleted or not, by the columns that its table names', async () => {
	const [live, deleted] = [randomUUID(), randomUUID()]
	await db.execute(
		sql`insert into groups (id, removed_at) values (${live}, null), (${deleted}, now())`,
	)
	const open = (id: string, deleted = false) =>
		db.transaction((tx) => openGroup(adapter, tx as never, { id, caller, deleted }))
	await open(live)
	await open(deleted, true)
	await expect(open(deleted)).rejects.toThrow(`There is no group ${deleted}.`)
})
