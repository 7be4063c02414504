import { expect, it } from 'vitest'
import { callerOf, refusalOf } from '@/testing/caller'
import { openTestDatabase } from '@/testing/test-database'
import type { Client } from './client'
import { isolationReport } from './isolation-report'

const database = await openTestDatabase()
const { seed, status } = callerOf(database).testHelpers
const client = { testHelpers: { status: { query: status } } } as unknown as Client

it('a shard’s report has its violations, also where another shard has filled the list of the first hundred', async () => {
	const target = await seed({ lease: { run: 'target', shard: 0, worker: 0 } })
	for (const [shard, violations] of [100, 1].entries()) {
		const lease = { run: 'sharded', shard: shard + 1, worker: 0 }
		const { project } = callerOf(database, { leaseId: (await seed({ lease })).lease_id })
		for (let count = 0; count < violations; count++)
			await refusalOf(project.get({ projectId: target.project_id }))
	}
	const report = await isolationReport(client, { run: 'sharded', shard: 2 }, [])
	expect(report.violations).toMatchObject([{ shard: 2 }])
	expect(report.workers).toMatchObject([{ worker: 0, seeds: 1, violations: 1 }])
})
