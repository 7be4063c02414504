import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Caller, callerOf, e2eModeOff, gateClosed, refusalOf } from '@/testing/caller'
import { contentsOf } from '@/testing/contents'
import { openTestDatabase } from '@/testing/test-database'
import { reads, type Target, type Touch, writes } from '@/testing/touches'

const database = await openTestDatabase()
const { seed, cleanup } = callerOf(database, e2eModeOff).testHelpers
const person = callerOf(database, gateClosed)

const lease = { run: 'outlived', shard: 0, worker: 0, label: 'a test' }
const home = randomUUID()
const touches = { ...reads, ...writes }

let leaseId: string
let target: Target

/** A project that a lease made and that outlives the lease, as a user put a source into it. */
beforeEach(async () => {
	await seed({ project_id: home, lease })
	leaseId = (await seed({ project_id: home, lease })).lease_id ?? ''
	const worker = callerOf(database, { leaseId })
	const workspaceId = (await worker.workspace.create({ name: 'Made' })).id
	const projectId = (await worker.project.create({ workspaceId, title: 'Made' })).id
	const { id: sourceId } = await person.source.add({ projectId, title: 'Mine', text: randomUUID() })
	const added = await person.fact.add({ projectId, sourceId, claim: 'Claim' })
	const factId = added.id
	const request = { projectId, mode: 'split' as const, factIds: [factId] }
	const { id: outputId } = await person.output.generate(request)
	const { shareToken } = await person.output.share({ projectId, outputId })
	target = { projectId, sourceId, factId, outputId, workspaceId, token: shareToken ?? '' }
})

const modes: [string, Parameters<typeof callerOf>[1]][] = [
	['in E2E mode', {}],
	['with E2E mode off', e2eModeOff],
]

describe.each(modes)('a project that outlives its lease, %s', (_, overrides) => {
	const withLease = (): Caller => callerOf(database, { ...overrides, leaseId })

	it.each(Object.entries(touches))(
		'is open to %s of the lease while it is current',
		async (_, touch) => {
			await expect(touch(withLease(), target)).resolves.toBeDefined()
		},
	)

	const ends: [string, () => Promise<unknown>, RegExp][] = [
		[
			'replaced',
			() => seed({ project_id: home, lease }),
			/of worker 0 of run outlived.*has been replaced/,
		],
		[
			'cleaned',
			() => cleanup({ project_id: home }),
			/The project of worker 0 of run outlived.*was cleaned up/,
		],
	]
	it.each(ends)('is closed to the lease once it is %s, and untouched', async (_, end, wording) => {
		await end()
		const before = await contentsOf(database, { except: ['violations'] })
		const refuse = async (name: string, touch: Touch) => {
			const refusal = await refusalOf(touch(withLease(), target))
			expect(refusal, name).toMatchObject({ code: 'STALE_LEASE', httpStatus: 409 })
			expect(refusal.message, name).toMatch(wording)
		}
		for (const [name, touch] of Object.entries(touches)) await refuse(name, touch)
		expect(await contentsOf(database, { except: ['violations'] })).toEqual(before)
	})

	it('stays open to the person who put something in', async () => {
		await seed({ project_id: home, lease })
		expect(await person.source.get(target)).toMatchObject({ title: 'Mine' })
		expect(await person.project.rename({ ...target, title: 'Kept' })).toBeDefined()
	})
})
