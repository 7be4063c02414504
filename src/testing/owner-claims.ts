import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Laboratory, leaseOf, run, type Seeded, seedTwoWorkers } from './isolation-claims'

/** Who may seed and clean up, in every application that uses isolation; registers the tests. */
export function claimsOfOwners<Caller, Target extends Record<string, string>>(
	lab: Laboratory<Caller, Target>,
) {
	let own: Seeded
	let foreign: Seeded
	const touches = Object.entries(lab.touches)

	beforeEach(async () => {
		;({ own, foreign } = await seedTwoWorkers(lab))
	})

	describe('a seed, a keep or a clean-up of a root under a live lease', () => {
		const takers: [string, () => Promise<unknown>][] = [
			['a seed with another lease', () => lab.seed(foreign.rootId, undefined, own.leaseId)],
			[
				'a seed with another lease in the name of the owner',
				() => lab.seed(foreign.rootId, leaseOf(1), own.leaseId),
			],
			[
				'a keep with another lease in the name of the owner',
				() => lab.keep(foreign.rootId, leaseOf(1), own.leaseId),
			],
			['a clean-up', () => lab.cleanUp({ rootId: foreign.rootId }, own.leaseId)],
		]
		it.each(takers)(
			'%s is an ISOLATION_VIOLATION of the caller and changes nothing',
			async (_, take) => {
				const before = await lab.contents()
				const refusal = await lab.refusalOf(take())
				expect(refusal).toMatchObject({ code: 'ISOLATION_VIOLATION', httpStatus: 409 })
				for (const name of ['Worker 0', 'test 0', 'worker 1', 'test 1', 'Nothing was changed'])
					expect(refusal.message).toContain(name)
				expect(refusal.message).not.toContain('as lease')
				expect(await lab.contents()).toEqual(before)
				expect(await lab.violations(run)).toMatchObject([
					{ lease_id: own.leaseId, worker: 0, label: 'test 0', message: refusal.message },
				])
			},
		)

		const named: [string, () => Promise<unknown>][] = [
			['a seed', () => lab.seed(foreign.rootId, leaseOf(0))],
			['a keep', () => lab.keep(foreign.rootId, leaseOf(0))],
		]
		it.each(named)('%s by a mere name is one too, and counts against no test', async (_, take) => {
			const before = await lab.contents()
			const refusal = await lab.refusalOf(take())
			expect(refusal).toMatchObject({ code: 'ISOLATION_VIOLATION', httpStatus: 409 })
			expect(await lab.contents()).toEqual(before)
			expect(await lab.violations(run)).toMatchObject([
				{ lease_id: null, worker: 0, label: 'test 0', message: refusal.message },
			])
		})

		it('a seed that carries no lease is told which name opens the root', async () => {
			const refusal = await lab.refusalOf(lab.seed(foreign.rootId, leaseOf(0)))
			expect(refusal.message).toContain('or send the owner’s run, shard and worker as lease')
			await lab.seed(foreign.rootId, leaseOf(1))
		})

		const anonymous: [string, () => Promise<unknown>][] = [
			['a seed', () => lab.seed(foreign.rootId)],
			['a clean-up', () => lab.cleanUp({ rootId: foreign.rootId })],
		]
		it.each(anonymous)('%s of nobody is refused and counts against nobody', async (_, take) => {
			const before = await lab.contents()
			const refusal = await lab.refusalOf(take())
			expect(refusal).toMatchObject({ code: 'ISOLATION_VIOLATION', httpStatus: 409 })
			expect(refusal.message).toContain('worker 1')
			expect(await lab.contents()).toEqual(before)
			expect(await lab.violations(run)).toEqual([])
		})

		it('a clean-up of a run is one too where it carries a lease, whoever has seeds in the run', async () => {
			await lab.refusalOf(lab.seed(foreign.rootId, leaseOf(1), own.leaseId))
			const before = await lab.contents()
			for (const other of [run, 'another-run']) {
				const refusal = await lab.refusalOf(lab.cleanUp({ run: other }, own.leaseId))
				expect(refusal).toMatchObject({ code: 'ISOLATION_VIOLATION', httpStatus: 409 })
				expect(refusal.message).toContain(`run ${other}`)
			}
			expect(await lab.contents()).toEqual(before)
			expect(await lab.violations(run)).toMatchObject(Array(3).fill({ lease_id: own.leaseId }))
			await lab.cleanUp({ run })
			expect(await lab.contentHash(own.rootId)).toBeNull()
			expect(await lab.violations(run)).toEqual([])
		})

		it('is open to its owner, by the worker in the request or by its lease', async () => {
			const { leaseId } = await lab.seed(own.rootId, leaseOf(0))
			// The lease of an earlier test of the same worker names the worker as well.
			await lab.cleanUp({ rootId: own.rootId }, own.leaseId)
			expect(leaseId).not.toBe(own.leaseId)
			expect(await lab.contentHash(own.rootId)).toBeNull()
			expect(await lab.violations(run)).toEqual([])
		})
	})

	describe('a seed with a lease that asks for none', () => {
		it('belongs to that lease and goes with it', async () => {
			const second = await lab.seed(randomUUID(), undefined, own.leaseId)
			expect(second.leaseId).toBe(own.leaseId)
			const ids = await lab.targetOf(lab.caller(own.leaseId), second)
			for (const [, touch] of touches) await touch(lab.caller(own.leaseId), ids)
			expect(
				await lab.refusalOf(touches[0]?.[1](lab.caller(foreign.leaseId), ids) ?? Promise.resolve()),
			).toMatchObject({ code: 'ISOLATION_VIOLATION' })
			expect(JSON.stringify(await lab.contents())).toContain(second.rootId)
			await lab.seed(own.rootId, leaseOf(0))
			expect(JSON.stringify(await lab.contents())).not.toContain(second.rootId)
		})

		it('may be one of many at once, of the root of the lease and of others', async () => {
			const roots = [own.rootId, randomUUID(), own.rootId, randomUUID(), own.rootId, own.rootId]
			const seeds = await Promise.all(roots.map((id) => lab.seed(id, undefined, own.leaseId)))
			expect(new Set(seeds.map(({ leaseId }) => leaseId))).toEqual(new Set([own.leaseId]))
			expect(await lab.contentHash(own.rootId)).toBe(own.contentHash)
		})

		it('may get a lease of its own later, with all that is around it', async () => {
			const { rootId } = await lab.seed(randomUUID(), undefined, own.leaseId)
			const second = await lab.seed(rootId, leaseOf(0))
			expect(second.leaseId).not.toBe(own.leaseId)
			const caller = lab.caller(second.leaseId)
			const ids = await lab.targetOf(caller, second)
			for (const [, touch] of touches) await touch(caller, ids)
		})

		it.each(['', 'never', randomUUID()])(
			'is refused with %j, which was never given',
			async (leaseId) => {
				const before = await lab.contents()
				const refusal = await lab.refusalOf(lab.seed(randomUUID(), undefined, leaseId))
				expect(refusal).toMatchObject({ code: 'STALE_LEASE' })
				expect(await lab.contents()).toEqual(before)
			},
		)

		it.each([
			['a further root', randomUUID],
			['the root of the lease', () => own.rootId],
		])('of %s is refused once the lease has ended, and makes nothing', async (_, rootId) => {
			await lab.seed(own.rootId, leaseOf(0))
			const before = await lab.contents()
			const late = lab.seed(rootId(), undefined, own.leaseId)
			expect(await lab.refusalOf(late)).toMatchObject({ code: 'STALE_LEASE' })
			expect(await lab.contents()).toEqual(before)
		})
	})
}
