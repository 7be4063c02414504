import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { openTestDatabase } from '@/testing/test-database'
import { pipelined, type Tx, together } from './database'

const database = await openTestDatabase()
const inTransaction = <T>(work: (tx: Tx) => Promise<T>) => database.run('write', work)

describe('statements that are sent together', () => {
	it('run in their order, and each sees what those before it did', async () => {
		const rows = await inTransaction(async (tx) => {
			await tx.execute(sql`create temporary table numbers (value int) on commit drop`)
			return pipelined<{ first: { count: number }; last: { count: number } }>(tx, {
				first: sql`select count(*)::int as count from numbers`,
				inserted: sql`insert into numbers select generate_series(1, ${5}::int)`,
				left: undefined,
				deleted: sql`delete from numbers where value > ${3}`,
				last: sql`select count(*)::int as count from numbers`,
			})
		})
		expect(rows).toMatchObject({ first: [{ count: 0 }], left: [], last: [{ count: 3 }] })
	})

	it('fail with the error of the first that fails, after which the others do nothing', async () => {
		const failing = inTransaction((tx) =>
			pipelined(tx, {
				sound: sql`select 1`,
				broken: sql`select 1 / ${0}::int`,
				after: sql`create table never_made (id int)`,
			}),
		)
		await expect(failing).rejects.toMatchObject({ cause: { code: '22012' } })
		const found = await inTransaction((tx) =>
			pipelined<{ table: { name: string | null } }>(tx, {
				table: sql`select to_regclass('never_made')::text as name`,
			}),
		)
		expect(found.table).toEqual([{ name: null }])
	})
})

it('work that runs together has ended when the error of the first in order is thrown', async () => {
	const ended: string[] = []
	const work = async (name: string, turns: number) => {
		for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate)
		ended.push(name)
		if (name !== 'sound') throw new Error(name)
	}
	const all = together([work('sound', 1), work('slow', 5), work('quick', 2)])
	await expect(all).rejects.toThrow('slow')
	expect(ended).toEqual(['sound', 'quick', 'slow'])
})
