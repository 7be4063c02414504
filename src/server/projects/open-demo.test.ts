import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { type Caller, callerOf, gateClosed } from '@/testing/caller'
import { openTestDatabase, rowsIn } from '@/testing/test-database'
import { demoSources, demoTitle } from './demo-content'

const database = await openTestDatabase({ poolSize: 6 })

async function demosOf(callers: Caller[]): Promise<Set<string>> {
	const opened = await Promise.all(callers.map((caller) => caller.project.openDemo()))
	return new Set(opened.map(({ id }) => id))
}

it('six at once open one demo, and so do six of one lease, beside it', async () => {
	const person = callerOf(database, gateClosed)
	const ofPeople = await demosOf(Array.from({ length: 6 }, () => person))
	expect(ofPeople.size).toBe(1)

	const leases = await Promise.all(
		[0, 1].map(async (worker) => {
			const lease = { run: 'demo', shard: 0, worker }
			return (await callerOf(database).testHelpers.seed({ lease })).lease_id
		}),
	)
	const leased = leases.flatMap((leaseId) =>
		Array.from({ length: 6 }, () => callerOf(database, { leaseId })),
	)
	const ofLeases = await demosOf(leased)
	expect(ofLeases.size).toBe(2)
	expect([...ofLeases]).not.toContain([...ofPeople][0])

	const made = await rowsIn(database, sql`select id from projects where title = ${demoTitle}`)
	expect(made).toHaveLength(3)
	expect(await rowsIn(database, sql`select id from workspaces where name = 'Demo'`)).toHaveLength(3)
})

it('the times of its texts and outputs tell their order, to the millisecond', async () => {
	const person = callerOf(database, gateClosed)
	const { id: projectId } = await person.project.openDemo()
	const sources = await person.source.list({ projectId })
	expect(sources.map(({ title }) => title)).toEqual(demoSources.map(({ title }) => title))
	const outputs = await person.output.list({ projectId })
	expect(outputs.map(({ mode }) => mode)).toEqual(['paragraph', 'research_brief'])
	const [newest = 0, older = 0] = outputs.map(({ createdAt }) => createdAt.getTime())
	expect(newest - older).toBe(1)
})
