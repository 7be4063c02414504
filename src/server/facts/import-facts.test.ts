import { beforeEach, describe, expect, it } from 'vitest'
import { limits } from '@/domain/limits'
import { callerOf, gateClosed, refusalOf } from '@/testing/caller'
import { contentsOf } from '@/testing/contents'
import { openTestDatabase } from '@/testing/test-database'

const database = await openTestDatabase()
const { seed } = callerOf(database).testHelpers
const { workspace, project, source, fact } = callerOf(database, gateClosed)

const text = `A 🧪 test,\r\nof e\u0301tudes and 漢字. ${'More of it. '.repeat(40)}`
let projectId: string
let sourceId: string

beforeEach(async () => {
	const made = await workspace.create({ name: 'Workspace' })
	projectId = (await project.create({ workspaceId: made.id, title: 'Project' })).id
	sourceId = (await source.add({ projectId, title: 'Source', text })).id
})

const quoted = (claim: string, start: number, end: number) => ({
	...{ sourceId, claim, quoteStart: start, quoteEnd: end },
})
const refused = async (facts: Parameters<typeof fact.import>[0]['facts'], expected: object) => {
	const before = await contentsOf(database)
	expect(await refusalOf(fact.import({ projectId, facts }))).toMatchObject(expected)
	expect(await contentsOf(database)).toEqual(before)
}

describe('an import', () => {
	it('adds facts at the end, in order, with quotes cut from the source', async () => {
		await fact.add({ projectId, sourceId, claim: 'First' })
		const facts = Array.from({ length: 300 }, (_, n) => quoted(`Claim ${n}`, 2, 4 + n))
		const { added, known } = await fact.import({ projectId, facts })
		expect([added.length, known]).toEqual([300, 0])
		const stored = (await fact.list({ projectId, limit: 200 })).facts
		expect(stored.map(({ position }) => position)).toEqual(stored.map((_, n) => n + 1))
		expect(stored.slice(1).map(({ claim, quote, status }) => [claim, quote, status])).toEqual(
			facts.slice(0, 199).map((each) => [each.claim, text.slice(2, each.quoteEnd), 'pending']),
		)
	})

	it('keeps what it is told of status, pin, key claim, confidence, note and tags', async () => {
		const marks = {
			status: 'approved',
			keyClaim: true,
			pinned: true,
			confidence: 7,
			note: 'A\nnote',
		} as const
		await fact.import({
			projectId,
			facts: [{ sourceId, claim: 'One', ...marks, tags: ['b', 'ä', 'b'] }],
		})
		expect((await fact.list({ projectId })).facts).toMatchObject([
			{ claim: 'One', ...marks, tags: ['b', 'ä'] },
		])
	})

	it('adds no fact twice, neither of two calls nor of one, and none that is there', async () => {
		await fact.add({ projectId, ...quoted('One', 2, 4) })
		const facts = [quoted('One', 2, 4), quoted('Two', 2, 4), quoted('Two', 2, 4)]
		const bare = { sourceId, claim: 'One' }
		expect(await fact.import({ projectId, facts: [...facts, bare] })).toMatchObject({ known: 2 })
		expect(await fact.import({ projectId, facts: [...facts, bare] })).toEqual({
			...{ added: [], known: 4, differing: 0 },
		})
		expect((await fact.list({ projectId })).total).toBe(3)
	})

	it('counts the facts that are there with other notes or tags than those given, and leaves them as they are', async () => {
		const of = (claim: string, note: string | null, tags: string[]) => ({
			...{ ...quoted(claim, 2, 4), note, tags },
		})
		const first = [of('One', 'Mine', ['b', 'a']), of('Two', null, []), of('Three', 'Mine', [])]
		expect(await fact.import({ projectId, facts: first })).toMatchObject({ known: 0, differing: 0 })
		const same = [of('One', 'Mine', ['a', 'b']), of('Two', null, []), of('Three', null, [])]
		expect(await fact.import({ projectId, facts: same })).toMatchObject({ known: 3, differing: 0 })
		const others = [of('One', 'Mine', ['a']), of('Two', 'Theirs', []), of('Three', 'Mine', [])]
		expect(
			await fact.import({ projectId, facts: [...others, of('New', 'Theirs', ['c'])] }),
		).toEqual({ added: [expect.any(String)], known: 3, differing: 2 })
		const listed = (await fact.list({ projectId })).facts.slice(0, 3)
		expect(listed.map(({ note, tags }) => [note, tags])).toEqual([
			...[
				['Mine', ['a', 'b']],
				[null, []],
			],
			['Mine', []],
		])
	})

	it('adds a fact again that was removed', async () => {
		const { added } = await fact.import({ projectId, facts: [quoted('One', 2, 4)] })
		await fact.change({ projectId, changes: [{ factIds: added, set: { removed: true } }] })
		expect((await fact.import({ projectId, facts: [quoted('One', 2, 4)] })).added).toHaveLength(1)
	})

	it('adds none where one is wrong', async () => {
		const good = quoted('Good', 2, 4)
		const code = 'BAD_REQUEST'
		await refused([good, quoted('Split pair', 3, 6)], { code })
		await refused([good, quoted('Beyond', 0, text.length + 1)], { code })
		await refused([good, quoted('a\0', 2, 4)], { code })
		await refused([good, { sourceId, claim: 'Half', quoteStart: 1 }], { code })
		await refused(
			Array.from({ length: limits.factsPerImport + 1 }, () => good),
			{ code },
		)
		await refused([], { code })
		await refused([good, { sourceId, claim: 'Noted', note: 'a\0' }], { code })
		await refused([good, { sourceId, claim: 'Noted', note: 'a'.repeat(limits.noteLength + 1) }], {
			code,
		})
		await refused([good, { sourceId, claim: 'Tagged', tags: [' '] }], { code })
		await refused(
			Array.from({ length: 400 }, (_, n) => ({
				sourceId,
				claim: `${n}`,
				note: '漢'.repeat(2_000),
			})),
			{ code, message: expect.stringContaining('notes and tags have over') },
		)
	})

	it('adds nothing to a source of another project', async () => {
		const other = await seed()
		await refused([quoted('Good', 2, 4), { sourceId: other.source_id, claim: 'Other' }], {
			...{ code: 'NOT_FOUND', message: expect.stringContaining(other.source_id) },
		})
	})

	it('of the same facts by two at once adds them once', async () => {
		const facts = Array.from({ length: 50 }, (_, n) => quoted(`Claim ${n}`, 2, 4))
		const answers = await Promise.all([1, 2, 3].map(() => fact.import({ projectId, facts })))
		expect(answers.map(({ added }) => added.length).sort()).toEqual([0, 0, 50])
		expect((await fact.list({ projectId })).total).toBe(50)
	})
})
