import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { factStatuses } from '@/domain/fact-status'
import { limits } from '@/domain/limits'
import { callerOf, gateClosed, refusalOf } from '@/testing/caller'
import { changesOf } from '@/testing/changes-of'
import { contentsOf } from '@/testing/contents'
import { openTestDatabase } from '@/testing/test-database'
import { one } from '../db/one'

const database = await openTestDatabase({ poolSize: 4 })
const { seed } = callerOf(database).testHelpers
const { fact } = callerOf(database, gateClosed)

let projectId: string
let ids: string[]

const shown = async () => (await fact.list({ projectId })).facts
const statesOf = async () =>
	(await shown()).map(({ id, claim, status, pinned, keyClaim }) => ({
		...{ id, claim, status, pinned, keyClaim },
	}))

beforeEach(async () => {
	projectId = (await seed({ facts_count: 12, scenario: 'review' })).project_id
	ids = (await shown()).map(({ id }) => id)
})

const refused = async (call: () => Promise<unknown>, expected: object) => {
	const before = await contentsOf(database)
	expect(await refusalOf(call())).toMatchObject(expected)
	expect(await contentsOf(database)).toEqual(before)
}

describe('a change of many facts', () => {
	it.each([
		...factStatuses.map((status) => ({ status })),
		...[{ pinned: true }, { pinned: false }, { keyClaim: true }, { keyClaim: false }],
		{ removed: true },
	])('to %j is taken back by its undo, and the undo by its own', async (set) => {
		const before = await statesOf()
		const answer = await fact.change({ projectId, changes: [{ factIds: ids, set }] })
		const changed = await statesOf()
		expect(answer.gone).toEqual([])
		if ('removed' in set) expect(changed).toEqual([])
		else expect(changed).toEqual(before.map((each) => ({ ...each, ...set })))
		const undone = await fact.change({ projectId, changes: answer.undo })
		expect(undone.changed).toBe(answer.changed)
		expect(await statesOf()).toEqual(before)
		await fact.change({ projectId, changes: undone.undo })
		expect(await statesOf()).toEqual(changed)
	})

	it('counts and versions only the facts that change', async () => {
		const before = await shown()
		const answer = await fact.change({
			projectId,
			changes: [{ factIds: ids, set: { status: 'flagged' } }],
		})
		const flagged = before.filter(({ status }) => status === 'flagged').length
		expect(answer.changed).toBe(12 - flagged)
		expect((await shown()).map(({ version }) => version)).toEqual(
			before.map(({ version, status }) => (status === 'flagged' ? version : version + 1)),
		)
	})

	it('leaves out what was removed meanwhile and names it', async () => {
		const [removed = '', ...rest] = ids
		await fact.change({ projectId, changes: changesOf(removed, { removed: true }) })
		const answer = await fact.change({
			projectId,
			changes: [{ factIds: ids, set: { pinned: true } }],
		})
		expect(answer.gone).toEqual([removed])
		expect(await shown()).toMatchObject(rest.map((id) => ({ id, pinned: true })))
		await fact.change({ projectId, changes: changesOf(removed, { removed: false }) })
		expect((await shown())[0]).toMatchObject({ id: removed, pinned: false })
	})

	it('is refused as a whole with an id that is unknown or of another project', async () => {
		const other = await fact.list({ projectId: (await seed()).project_id })
		for (const lost of [randomUUID(), one(other.facts).id])
			await refused(
				() =>
					fact.change({
						projectId,
						changes: [
							{ factIds: ids, set: { status: 'rejected' } },
							{ factIds: [lost], set: { status: 'flagged' } },
						],
					}),
				{ code: 'NOT_FOUND', message: expect.stringContaining(lost) },
			)
	})

	it.each<[string, (factId: string) => unknown]>([
		['no change', () => []],
		['no fact', () => [{ factIds: [], set: { status: 'flagged' } }]],
		['no uuid', () => [{ factIds: ['1'], set: { status: 'flagged' } }]],
		[
			'a fact named twice',
			(id) => [
				{ factIds: [id], set: { status: 'flagged' } },
				{ factIds: [id.toUpperCase()], set: { status: 'pending' } },
			],
		],
		[
			'too many facts',
			() => {
				const factIds = Array.from({ length: limits.factsPerView / 2 + 1 }, () => randomUUID())
				const others = Array.from({ length: limits.factsPerView / 2 }, () => randomUUID())
				return [
					{ factIds, set: { pinned: true } },
					{ factIds: others, set: { pinned: false } },
				]
			},
		],
	])('is a BAD_REQUEST with %s', async (_, changesOf) => {
		const changes = changesOf(ids[0] ?? '') as Parameters<typeof fact.change>[0]['changes']
		await refused(() => fact.change({ projectId, changes }), {
			...{ code: 'BAD_REQUEST', message: expect.stringMatching(/^changes/) },
		})
	})

	it.each<[string, unknown]>([
		['nothing', {}],
		['two fields', { status: 'flagged', pinned: true }],
		['an unknown status', { status: 'liked' }],
		['an unknown field', { claim: 'Mine' }],
		['a word for a yes', { pinned: 'yes' }],
	])('that sets %s is a BAD_REQUEST, which names what can be set', async (_, set) => {
		const changes = [{ factIds: ids, set }] as Parameters<typeof fact.change>[0]['changes']
		await refused(() => fact.change({ projectId, changes }), {
			code: 'BAD_REQUEST',
			message:
				'changes.0.set: Set one of status (pending, approved, needs_review, flagged, rejected), pinned, keyClaim and removed (true or false), addTag and removeTag (at most 50 characters)',
		})
	})

	it('takes as many facts as a view holds', async () => {
		const large = (await seed({ facts_count: limits.factsPerView })).project_id
		const factIds = await fact.matchingIds({ projectId: large })
		const change = {
			projectId: large,
			changes: [{ factIds, set: { status: 'rejected' as const } }],
		}
		const { undo, changed } = await fact.change(change)
		expect(changed).toBe(limits.factsPerView)
		expect((await fact.change({ projectId: large, changes: undo })).changed).toBe(changed)
	})

	it('waits for another one of the same facts in any order', async () => {
		const backwards = [...ids].reverse()
		await Promise.all(
			Array.from({ length: 12 }, (_, n) => {
				const factIds = n % 2 ? ids : backwards
				const status = factStatuses[n % factStatuses.length] ?? 'pending'
				return fact.change({ projectId, changes: [{ factIds, set: { status } }] })
			}),
		)
		expect(new Set((await shown()).map(({ status }) => status)).size).toBe(1)
	})
})

describe('one fact', () => {
	it('becomes a key claim and stops to be one', async () => {
		const factId = ids[1] ?? ''
		for (const keyClaim of [true, false]) {
			await fact.change({ projectId, changes: changesOf(factId, { keyClaim }) })
			expect(await fact.get({ projectId, factId })).toMatchObject({ keyClaim })
		}
	})

	it('comes back where it was when its removal is taken back, however often', async () => {
		const factId = ids[3] ?? ''
		const before = await statesOf()
		await fact.change({ projectId, changes: changesOf(factId, { removed: true }) })
		await refused(() => fact.get({ projectId, factId }), { code: 'NOT_FOUND' })
		await fact.change({ projectId, changes: changesOf(factId, { removed: false }) })
		await fact.change({ projectId, changes: changesOf(factId, { removed: false }) })
		expect(await statesOf()).toEqual(before)
	})

	it('gets another claim and keeps its quote', async () => {
		const factId = ids[0] ?? ''
		const before = await fact.get({ projectId, factId })
		const edit = { projectId, factId, claim: ' Trees cool ', version: before.version }
		const { undo, ...edited } = await fact.editClaim(edit)
		expect(edited).toMatchObject({ claim: 'Trees cool', version: before.version + 1 })
		expect(await fact.get({ projectId, factId })).toEqual({ ...before, ...edited })
		expect((await fact.list({ projectId, search: 'Trees cool' })).total).toBe(1)
	})

	it('that was changed since it was read keeps its claim, and the editor reads it', async () => {
		const factId = ids[0] ?? ''
		const { version } = await fact.get({ projectId, factId })
		await fact.editClaim({ projectId, factId, claim: 'Theirs', version })
		await refused(() => fact.editClaim({ projectId, factId, claim: 'Mine', version }), {
			...{ code: 'CONFLICT', message: expect.stringContaining('“Theirs”') },
		})
	})

	it.each([
		{ claim: '' },
		{ claim: 'a\0' },
		{ claim: 'a'.repeat(limits.claimLength + 1) },
		{ version: 0 },
		{ version: 1.5 },
		{ version: 2 ** 31 },
	])('is not edited with %o', async (wrong) => {
		const edit = { projectId, factId: ids[0] ?? '', claim: 'New', version: 1, ...wrong }
		await refused(() => fact.editClaim(edit), { code: 'BAD_REQUEST' })
	})

	it('that is removed is not read, and its claim is not edited', async () => {
		const factId = ids[0] ?? ''
		await fact.change({ projectId, changes: changesOf(factId, { removed: true }) })
		for (const call of [
			() => fact.get({ projectId, factId }),
			() => fact.editClaim({ projectId, factId, claim: 'New', version: 2 }),
		])
			await refused(call, { code: 'NOT_FOUND', message: expect.stringContaining(factId) })
	})

	it('that is unknown or of another project is NOT_FOUND', async () => {
		const other = await fact.list({ projectId: (await seed()).project_id })
		for (const factId of [randomUUID(), one(other.facts).id])
			for (const call of [
				() => fact.get({ projectId, factId }),
				() => fact.change({ projectId, changes: changesOf(factId, { keyClaim: true }) }),
				() => fact.change({ projectId, changes: changesOf(factId, { removed: false }) }),
				() => fact.editClaim({ projectId, factId, claim: 'New', version: 2 }),
			])
				await refused(call, { code: 'NOT_FOUND', message: expect.stringContaining(factId) })
	})
})
