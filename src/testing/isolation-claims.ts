import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import type { LeaseRequest } from '@/isolation/protocol'

export type Seeded = { rootId: string; leaseId: string | null; contentHash: string }
type Ids = Record<string, string>
type Call<Caller, Target> = (caller: Caller, target: Target) => Promise<unknown>

/** An application that uses isolation, as its tests see it. `Caller` calls procedures, `Target` holds ids of one seed. */
export type Laboratory<Caller, Target extends Ids> = {
	/** Seeds a root. The request carries the lease `leaseId`. */
	seed(rootId: string, lease?: LeaseRequest, leaseId?: string | null): Promise<Seeded>
	/** Hands a seed on to the test that the lease names. The request carries the lease `leaseId`. */
	keep(rootId: string, lease: LeaseRequest, leaseId?: string | null): Promise<unknown>
	/** Deletes a seed, or the seeds of a run. The request carries the lease `leaseId`. */
	cleanUp(which: { rootId: string } | { run: string }, leaseId?: string | null): Promise<unknown>
	/** The digest of a root's content as it is now. */
	contentHash(rootId: string): Promise<string | null>
	violations(run: string): Promise<Record<string, unknown>[]>
	/** Calls a server in E2E mode, with this lease or with none. */
	caller(leaseId: string | null): Caller
	/** Calls a server whose test helpers are off, with this lease or with none. */
	closed(leaseId: string | null): Caller
	/** Ids of a seed's rows. May add the rows first. */
	targetOf(caller: Caller, seeded: Seeded): Promise<Target>
	/** The id of the root in a target. */
	rootKey: keyof Target & string
	/** Every call that can name a root, a group or a child, by the name of its procedure. */
	touches: Record<string, Call<Caller, Target>>
	/** Names of the touches whose input has a child's id, which may belong to another root than the root of the input. */
	idsInside: string[]
	/** Names of the touches that write, and that may be under way when the next seed comes. */
	lateWrites: string[]
	lists: Record<string, (caller: Caller) => Promise<{ id: string }[]>>
	/** Makes roots or groups that belong to the lease and to no seeded root; returns their ids. */
	create(caller: Caller, target: Target): Promise<string[]>
	/** Every row of the database except violations. */
	contents(): Promise<Record<string, unknown[]>>
	/** The refusal of a call. Throws where the call was not refused. */
	refusalOf(call: Promise<unknown>): Promise<{ code: string; message: string; httpStatus: number }>
}

export const run = 'isolation'
/** The lease of a worker of the run. */
export const leaseOf = (worker: number): LeaseRequest => ({
	...{ run, shard: 0, worker, label: `test ${worker}` },
})

/** Cleans the run up, and seeds two of its workers. */
export async function seedTwoWorkers<Caller, Target extends Ids>(lab: Laboratory<Caller, Target>) {
	await lab.cleanUp({ run })
	const own = await lab.seed(randomUUID(), leaseOf(0))
	const foreign = await lab.seed(randomUUID(), leaseOf(1))
	return { own, foreign }
}

/** What isolation guarantees to every application that uses it; registers the tests. */
export function claimsOfIsolation<Caller, Target extends Ids>(lab: Laboratory<Caller, Target>) {
	let own: Seeded
	let foreign: Seeded
	let ownIds: Target
	let foreignIds: Target
	const touches = Object.entries(lab.touches)

	beforeEach(async () => {
		;({ own, foreign } = await seedTwoWorkers(lab))
		ownIds = await lab.targetOf(lab.caller(own.leaseId), own)
		foreignIds = await lab.targetOf(lab.caller(foreign.leaseId), foreign)
	})

	describe('a leased request', () => {
		it.each(touches)('may call %s on what its lease owns', async (_, touch) => {
			await expect(touch(lab.caller(own.leaseId), ownIds)).resolves.toBeDefined()
			expect(await lab.violations(run)).toEqual([])
		})

		it.each(touches)(
			'is an ISOLATION_VIOLATION in %s on another worker, names both, writes nothing, is stored',
			async (path, touch) => {
				const before = await lab.contents()
				const refusal = await lab.refusalOf(touch(lab.caller(own.leaseId), foreignIds))
				expect(refusal).toMatchObject({ code: 'ISOLATION_VIOLATION', httpStatus: 409 })
				for (const name of ['worker 0', 'test 0', 'worker 1', 'test 1', run, 'seed fixture'])
					expect(refusal.message.toLowerCase()).toContain(name)
				expect(await lab.contents()).toEqual(before)
				expect(await lab.violations(run)).toMatchObject([
					{
						...{ code: 'ISOLATION_VIOLATION', procedure: path, message: refusal.message },
						...{ lease_id: own.leaseId, run, shard: 0, worker: 0, label: 'test 0' },
					},
				])
			},
		)

		it.each(lab.idsInside)(
			'is one too in %s with its own root and an id of another',
			async (path) => {
				const before = await lab.contents()
				const mixed = { ...foreignIds, [lab.rootKey]: ownIds[lab.rootKey] }
				const call = lab.touches[path]?.(lab.caller(own.leaseId), mixed) ?? Promise.resolve()
				expect(await lab.refusalOf(call)).toMatchObject({ code: 'ISOLATION_VIOLATION' })
				expect(await lab.contents()).toEqual(before)
				expect(await lab.violations(run)).toHaveLength(1)
			},
		)

		it.each(touches)('is NOT_FOUND and no violation in %s of nothing', async (_, touch) => {
			const nothing = Object.keys(ownIds).map((key) => [key, randomUUID()])
			const call = touch(lab.caller(own.leaseId), Object.fromEntries(nothing) as Target)
			expect(await lab.refusalOf(call)).toMatchObject({ code: 'NOT_FOUND', httpStatus: 404 })
			expect(await lab.violations(run)).toEqual([])
		})
	})

	const endings: [string, () => Promise<unknown>][] = [
		['newer seed of the same worker for its test “test 0”', () => lab.seed(own.rootId, leaseOf(0))],
		['was cleaned up', () => lab.cleanUp({ rootId: own.rootId }, own.leaseId)],
		['cleaned up. Seed again', () => lab.cleanUp({ run })],
	]

	describe('a lease that is not current', () => {
		it.each(endings)('%s: each call answers STALE_LEASE and writes nothing', async (how, end) => {
			await end()
			const late = lab.caller(own.leaseId)
			const before = await lab.contents()
			const calls = [
				...touches.map(
					([, touch]) =>
						() =>
							touch(late, ownIds),
				),
				...Object.values(lab.lists).map((list) => () => list(late)),
				() => lab.create(late, ownIds),
			]
			for (const call of calls)
				expect(await lab.refusalOf(call())).toMatchObject({
					...{ code: 'STALE_LEASE', httpStatus: 409, message: expect.stringContaining(how) },
				})
			expect(await lab.contents()).toEqual(before)
			const told = await lab.violations(run)
			expect(told).toHaveLength(calls.length)
			for (const each of told)
				expect(each).toMatchObject({ lease_id: own.leaseId, label: 'test 0' })
		})

		it.each([randomUUID(), 'never', '', "'"])(
			'%j, which was never given, is stale',
			async (leaseId) => {
				const stranger = lab.caller(leaseId)
				for (const [, touch] of touches)
					expect(await lab.refusalOf(touch(stranger, ownIds))).toMatchObject({
						code: 'STALE_LEASE',
					})
			},
		)
	})

	describe('a request without a lease', () => {
		it.each(touches)('needs one for %s of what has one', async (path, touch) => {
			const before = await lab.contents()
			const refusal = await lab.refusalOf(touch(lab.caller(null), foreignIds))
			expect(refusal).toMatchObject({ code: 'LEASE_REQUIRED', httpStatus: 409 })
			expect(refusal.message).toContain('worker 1')
			expect(await lab.contents()).toEqual(before)
			// The worker whose data was touched did nothing.
			expect(await lab.violations(run)).toMatchObject([{ procedure: path, lease_id: null }])
		})
	})

	it.each(Object.entries(lab.lists))('%s shows a caller its own rows only', async (_, list) => {
		const ids = async (leaseId: string | null) =>
			(await list(lab.caller(leaseId))).map(({ id }) => id)
		const [ofOwn, ofForeign] = [await ids(own.leaseId), await ids(foreign.leaseId)]
		expect(ofOwn).toHaveLength(1)
		expect(ofForeign).toHaveLength(1)
		expect(ofOwn).not.toEqual(ofForeign)
		const ofNobody = await ids(null)
		for (const id of [...ofOwn, ...ofForeign]) expect(ofNobody).not.toContain(id)
	})

	describe('what a leased request creates', () => {
		it.each(endings)('belongs to the lease and goes with it: %s', async (_, end) => {
			const made = await lab.create(lab.caller(own.leaseId), ownIds)
			const rows = async () => JSON.stringify(await lab.contents())
			for (const id of made) expect(await rows()).toContain(id)
			await end()
			for (const id of made) expect(await rows()).not.toContain(id)
		})
	})

	describe('with the test helpers off', () => {
		it.each(touches)('%s has no isolation, whatever lease is sent', async (_, touch) => {
			await expect(touch(lab.closed(own.leaseId), foreignIds)).resolves.toBeDefined()
		})
	})

	describe('a seed', () => {
		it('leaves the same content each time, whatever was there before', async () => {
			const { contentHash } = await lab.seed(own.rootId, leaseOf(0))
			for (const name of lab.lateWrites) {
				const again = await lab.seed(own.rootId, leaseOf(0))
				expect(again.contentHash).toBe(contentHash)
				const caller = lab.caller(again.leaseId)
				await lab.touches[name]?.(caller, await lab.targetOf(caller, again))
			}
			expect((await lab.seed(own.rootId, leaseOf(0))).contentHash).toBe(contentHash)
		})

		it('has the hash of its content, which a change changes', async () => {
			const { contentHash, leaseId, rootId } = await lab.seed(own.rootId, leaseOf(0))
			expect(contentHash).toMatch(/^[0-9a-f]{64}$/)
			expect(await lab.contentHash(rootId)).toBe(contentHash)
			const caller = lab.caller(leaseId)
			await lab.touches[lab.lateWrites[0] ?? '']?.(caller, await lab.targetOf(caller, own))
			expect(await lab.contentHash(rootId)).not.toBe(contentHash)
		})

		it('of one root may come from any number of callers at once', async () => {
			const seeds = await Promise.all(
				Array.from({ length: 8 }, () => lab.seed(own.rootId, leaseOf(0))),
			)
			expect(new Set(seeds.map(({ contentHash }) => contentHash)).size).toBe(1)
			expect(new Set(seeds.map(({ leaseId }) => leaseId)).size).toBe(8)
		})

		it('is reached by no write of an older lease', async () => {
			const clean = (await lab.seed(own.rootId, leaseOf(0))).contentHash
			const answers = new Set<string>()
			for (let round = 0; round < 10; round++) {
				const before = await lab.seed(own.rootId, leaseOf(0))
				const late = lab.caller(before.leaseId)
				const ids = await lab.targetOf(late, before)
				const writes = lab.lateWrites.map(async (name) => {
					const write = lab.touches[name]?.(late, ids) ?? Promise.resolve()
					return write.then(
						() => 'ok',
						() => lab.refusalOf(write).then(({ code }) => code),
					)
				})
				// Now and then some of the writes have landed when the new seed comes.
				if (round % 3 === 0) await writes[round % writes.length]
				const next = await lab.seed(own.rootId, leaseOf(0))
				for (const answer of await Promise.all(writes)) answers.add(answer)
				expect(next.contentHash).toBe(clean)
				expect(await lab.contentHash(own.rootId)).toBe(clean)
			}
			for (const answer of answers) expect(['ok', 'STALE_LEASE']).toContain(answer)
		})
	})
}
