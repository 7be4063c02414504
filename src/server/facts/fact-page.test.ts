import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { factOrders } from '@/domain/fact-sort'
import { limits } from '@/domain/limits'
import { callerOf, gateClosed } from '@/testing/caller'
import { openTestDatabase, rowsIn } from '@/testing/test-database'

const database = await openTestDatabase()
const { seed } = callerOf(database).testHelpers
const { fact, source } = callerOf(database, gateClosed)
type View = Omit<Parameters<typeof fact.list>[0], 'projectId'>

/** A project with a fact for each of these numbers of bytes, as earlier versions let them be; their claims count. */
async function withFacts(sizes: number[]): Promise<string> {
	const { project_id, source_id } = await seed({ facts_count: 0 })
	const { id } = await source.add({ projectId: project_id, title: 'Other', text: 'Other' })
	await rowsIn(
		database,
		sql`insert into facts (project_id, source_id, claim, quote, quote_start, quote_end, position, status, confidence, created_at)
			select ${project_id}, case when n % 3 = 0 then ${id}::uuid else ${source_id} end, lpad(n::text, 4, '0'), repeat('é', (size - 4) / 2) || repeat('a', (size - 4) % 2), 0, 1, n,
				(enum_range(null::fact_status))[1 + n::int % 5], nullif(n * 7 % 5, 0), now() - n % 3 * interval '1 minute'
			from unnest(${sql.raw(`array[${sizes}]`)}) with ordinality as wanted (size, n)`,
	)
	return project_id
}

async function pagesOf(projectId: string, view: View) {
	const pages: Awaited<ReturnType<typeof fact.list>>['facts'][] = []
	let cursor: View['cursor']
	do {
		const page = await fact.list({ projectId, ...view, cursor })
		pages.push(page.facts)
		cursor = page.nextCursor ?? undefined
	} while (cursor && pages.length < 100)
	return pages
}

type Listed = { claim: string; quote: string | null }
const bytesOf = (listed: Listed[]) =>
	listed.reduce(
		(sum, { claim, quote }) => sum + Buffer.byteLength(claim) + Buffer.byteLength(quote ?? ''),
		0,
	)

describe('a page of facts', () => {
	const over = limits.pageBytes + 1
	const sizes = [
		...[over, 100, limits.pageBytes, over, over],
		...Array.from({ length: 30 }, (_, index) => 60_000 + index),
		...[limits.pageBytes - 1, 100, 100],
	]

	it.each(factOrders.flatMap((sort) => [false, true].map((bySource) => [sort, bySource] as const)))(
		'by %s, by source: %s, ends once its bytes are reached, and the next goes on without loss or double',
		async (sort, bySource) => {
			const projectId = await withFacts(sizes)
			const pages = await pagesOf(projectId, { sort, bySource, limit: 200 })
			for (const page of pages) expect(bytesOf(page.slice(0, -1))).toBeLessThan(limits.pageBytes)
			// The last one alone may end before its bytes are reached.
			for (const page of pages.slice(0, -1))
				expect(bytesOf(page)).toBeGreaterThanOrEqual(limits.pageBytes)
			const small = await pagesOf(projectId, { sort, bySource, limit: 1 })
			const ids = pages.flat().map(({ id }) => id)
			expect(ids).toEqual(small.flat().map(({ id }) => id))
			expect(new Set(ids).size).toBe(sizes.length)
		},
	)

	it('holds a fact that is over the limit by itself', async () => {
		const projectId = await withFacts([over, over, over])
		const pages = await pagesOf(projectId, { limit: 200 })
		expect(pages.map((page) => page.length).filter(Boolean)).toEqual([1, 1, 1])
	})

	it('counts notes and tags too', async () => {
		const projectId = await withFacts([100, 100, 100, 100])
		const quarter = limits.pageBytes / 4
		await rowsIn(
			database,
			sql`update facts set note = repeat('é', ${quarter / 2}), tags = array[repeat('a', ${quarter / 2}), repeat('é', ${quarter / 4})]
				where project_id = ${projectId}`,
		)
		const pages = await pagesOf(projectId, { limit: 200 })
		expect(pages.map((page) => page.length).filter(Boolean)).toEqual([2, 2])
	})

	it('ends the list where its bytes are reached by the last fact', async () => {
		const projectId = await withFacts([limits.pageBytes / 2, limits.pageBytes / 2])
		const pages = await pagesOf(projectId, { limit: 200 })
		expect(pages.flat()).toHaveLength(2)
		expect(pages.at(-1)).toEqual([])
	})

	it('of short facts is as long as its limit says, and says whether it is the last', async () => {
		const projectId = await withFacts([100, 100, 100, 100])
		expect((await pagesOf(projectId, { limit: 2 })).map((page) => page.length)).toEqual([2, 2])
		expect((await pagesOf(projectId, { limit: 3 })).map((page) => page.length)).toEqual([3, 1])
		expect((await pagesOf(projectId, { limit: 4 })).map((page) => page.length)).toEqual([4])
	})
})
