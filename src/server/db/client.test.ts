import { sql } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { refusalOf } from '@/testing/caller'
import { openTestDatabase, rowsIn } from '@/testing/test-database'
import { hold, levelOf, settingsOf } from '@/testing/transactions'
import { queryRows } from './client'
import { rulesOf, type Work, type WorkRules } from './work'

const works = Object.keys(rulesOf) as Work[]
const usual = structuredClone(rulesOf)
const hurry = (work: Work, times: Partial<WorkRules>) => Object.assign(rulesOf[work], times)
afterEach(() => {
	for (const work of works) Object.assign(rulesOf[work], usual[work])
})

const narrow = await openTestDatabase({ poolSize: 1 })

describe('a transaction', () => {
	it.each(works)('of the kind %s names its level and its access mode', async (work) => {
		expect(await narrow.run(work, settingsOf)).toMatchObject(levelOf(rulesOf[work]))
	})

	it('that has not begun in time is given up, and does nothing when its turn comes', async () => {
		const release = await hold(narrow)
		hurry('write', { waitMs: 200 })
		let begun = 0
		const late = narrow.run('write', async () => {
			begun += 1
		})
		expect(await refusalOf(late)).toEqual({
			...{ code: 'SERVICE_UNAVAILABLE', httpStatus: 503 },
			message:
				'The database gave no free connection within 0.2 seconds. Nothing was stored; try again in a moment.',
		})
		await release()
		hurry('write', usual.write)
		// It stood before this one.
		await narrow.run('write', async () => {})
		expect(begun).toBe(0)
	})

	it('that has begun in time may take longer than it might have waited', async () => {
		hurry('write', { waitMs: 50 })
		const slow = narrow.run('write', (tx) =>
			queryRows(tx, sql`select count(*) from generate_series(1, 3000000)`),
		)
		await expect(slow).resolves.toHaveLength(1)
	})

	it('that fails is rolled back and its error is left as it is', async () => {
		const bug = new TypeError('a bug')
		const failing = narrow.run('write', async (tx) => {
			await tx.execute(sql`insert into workspaces (name) values ('Half')`)
			throw bug
		})
		await expect(failing).rejects.toBe(bug)
		expect(await rowsIn(narrow, sql`select id from workspaces`)).toEqual([])
	})
})
