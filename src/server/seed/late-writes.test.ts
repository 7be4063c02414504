import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { callerOf, refusalOf } from '@/testing/caller'
import { changesOf } from '@/testing/changes-of'
import { openTestDatabase, rowsIn } from '@/testing/test-database'

const database = await openTestDatabase({ poolSize: 16 })
const { seed, status, cleanup } = callerOf(database).testHelpers

const project_id = randomUUID()
const request = { project_id, facts_count: 4, lease: { run: 'late', shard: 0, worker: 0 } }

/** All writes of a test at once, as a test may leave them in flight. Each resolves to `ok` or the code of its refusal. */
async function writesInFlight(
	leaseId: string | null,
	sourceId: string,
): Promise<Promise<string>[]> {
	const test = callerOf(database, { leaseId })
	const projectId = project_id
	const { facts } = await test.fact.list({ projectId })
	const factIds = facts.map(({ id }) => id)
	const [first = '', second = '', third = ''] = factIds
	const calls: (() => Promise<unknown>)[] = [
		() => test.project.rename({ projectId, title: 'Late' }),
		() => test.source.add({ projectId, title: 'Late', text: `Late ${leaseId}` }),
		() => test.source.rename({ projectId, sourceId, title: 'Late' }),
		() => test.fact.add({ projectId, sourceId, claim: 'Late' }),
		() => test.fact.change({ projectId, changes: changesOf(first, { status: 'flagged' }) }),
		() => test.fact.change({ projectId, changes: changesOf(second, { pinned: true }) }),
		() => test.fact.change({ projectId, changes: changesOf(third, { removed: true }) }),
		() => test.output.generate({ projectId, mode: 'split', factIds: [first] }),
		() => test.workspace.create({ name: 'Late' }),
		() => test.workspace.rename({ workspaceId: projectId, name: 'Late' }),
		() => test.project.create({ workspaceId: projectId, title: 'Late' }),
	]
	return calls.map((call) => {
		const answer = call()
		return answer.then(
			() => 'ok',
			() => refusalOf(answer).then(({ code }) => code),
		)
	})
}

it('a late write commits before the new seed and goes with it, or is refused as stale', async () => {
	const clean = (await seed(request)).content_hash
	const answers = new Set<string>()
	for (let round = 0; round < 25; round++) {
		const { lease_id, source_id } = await seed(request)
		const writes = await writesInFlight(lease_id, source_id)
		// Now and then some of the writes have landed when the new seed comes.
		if (round % 3 === 0) await writes[round % writes.length]
		const next = await seed(request)
		for (const answer of await Promise.all(writes)) answers.add(answer)
		expect(next.content_hash).toBe(clean)
		expect((await status({ project_id })).content_hash).toBe(clean)
		const left = await rowsIn(
			database,
			sql`select id from projects where id <> ${project_id} and lease_id is not null
				union select id from workspaces where lease_id is not null`,
		)
		expect(left).toEqual([])
	}
	expect([...answers].sort()).toEqual(['STALE_LEASE', 'ok'])
})

it('a late write and a cleanup leave nothing behind either', async () => {
	for (let round = 0; round < 10; round++) {
		const { lease_id, source_id } = await seed(request)
		const writes = await writesInFlight(lease_id, source_id)
		await cleanup({ run: 'late' })
		const answers = new Set(await Promise.all(writes))
		for (const answer of answers) expect(['ok', 'STALE_LEASE']).toContain(answer)
		const left = await rowsIn(
			database,
			sql`select id from projects union select id from workspaces`,
		)
		expect(left).toEqual([])
	}
})
