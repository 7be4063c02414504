import { sql } from 'drizzle-orm'
import { afterEach, expect, it, vi } from 'vitest'
import { callerOf, refusalOf } from '@/testing/caller'
import { openTestDatabase, rowsIn } from '@/testing/test-database'

const database = await openTestDatabase()
const { seed } = callerOf(database).testHelpers

afterEach(() => {
	vi.restoreAllMocks()
})

it('a violation that cannot be stored is a line in the log, and the caller is refused all the same', async () => {
	const lease = { run: 'unstored', shard: 0, worker: 0, label: 'a secret label' }
	const one = await seed({ lease })
	const two = await seed({ lease: { ...lease, worker: 1 } })
	const touch = () => {
		const caller = callerOf(database, { leaseId: one.lease_id })
		return refusalOf(caller.project.rename({ projectId: two.project_id, title: 'New' }))
	}
	const expected = { code: 'ISOLATION_VIOLATION', httpStatus: 409 }
	expect(await touch()).toMatchObject(expected)

	await rowsIn(database, sql`alter table violations rename to violations_gone`)
	const log = vi.spyOn(console, 'log').mockImplementation(() => {})
	expect(await touch()).toMatchObject(expected)
	const lines = log.mock.calls.map(([line]) => JSON.parse(String(line)))
	expect(lines).toMatchObject([
		{ level: 'error', doing: 'record of a violation', error: { sqlState: '42P01' } },
	])
	expect(JSON.stringify(lines)).not.toContain(lease.label)

	await rowsIn(database, sql`alter table violations_gone rename to violations`)
	expect(await touch()).toMatchObject(expected)
	expect(await rowsIn(database, sql`select id from violations`)).toHaveLength(2)
})
