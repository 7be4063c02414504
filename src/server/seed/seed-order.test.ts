import { randomUUID } from 'node:crypto'
import { type SQL, sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import type { TransactionRunner } from '@/isolation/database'
import { seedRoot } from '@/isolation/seed'
import { requestContext } from '@/testing/caller'
import { openTestDatabase, rowsIn } from '@/testing/test-database'
import type { Tx } from '../db/client'
import { adapter } from './adapter'

const database = await openTestDatabase()

/** A database whose statements take a detour on their way to the driver, as those of another library may. */
const winding: TransactionRunner = {
	run: (work, transact) =>
		database.run(work, (tx) =>
			transact(
				Object.assign(Object.create(tx) as Tx, {
					async execute(query: SQL) {
						for (let step = 0; step < 20; step++) await null
						return tx.execute(query)
					},
				}),
			),
		),
}

it('what a seed inserts never overtakes its deletions, whatever way the statements take', async () => {
	const rootId = randomUUID()
	const seed = () =>
		seedRoot(
			adapter,
			{ ...requestContext(database), database: winding },
			{
				...{ rootId, reset: true },
				// The straight way.
				fill: (tx) =>
					(Object.getPrototypeOf(tx) as Tx).execute(
						sql`insert into sources (project_id, title, text, text_sha256, seeded) values (${rootId}, 'One', 'One', '', true)`,
					),
			},
		)
	for (let count = 0; count < 2; count++) {
		await seed()
		const found = sql`select title from sources where project_id = ${rootId}`
		expect(await rowsIn(database, found)).toEqual([{ title: 'One' }])
	}
})
