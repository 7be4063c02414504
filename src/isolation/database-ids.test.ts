import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openTestDatabase, rowsIn } from '@/testing/test-database'
import { digestSql, uuidV3, uuidV3FromDigest } from './worker-ids'

const database = await openTestDatabase()

describe('an id that the database computes', () => {
	it('is the one that uuidV3 gives, for any name', async () => {
		const name = fc.string({ unit: 'binary', maxLength: 40 }).filter((text) => !text.includes('\0'))
		const pairs = fc.sample(fc.tuple(fc.uuid(), name), 300)
		for (const [namespace, text] of pairs) {
			const [row] = await rowsIn<{ id: string }>(
				database,
				sql`select ${uuidV3FromDigest(digestSql(namespace, sql`${text}::text`))} as id`,
			)
			expect(row?.id).toBe(uuidV3(namespace, text))
		}
	})
})
