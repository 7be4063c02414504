import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { inRoot } from '@/isolation/scope'
import { type Caller, callerOf, refusalOf, requestContext } from '@/testing/caller'
import { changesOf } from '@/testing/changes-of'
import { heldOpen, someoneWaitsForALock } from '@/testing/held-open'
import { openTestDatabase, rowsIn, testServerUrl } from '@/testing/test-database'
import { facts, projects } from '../db/schema'
import { adapter } from './adapter'

// The embedded database has one connection, so that two transactions are never open at once.
describe.runIf(testServerUrl)('a reseed fences the requests of the test before', async () => {
	const database = await openTestDatabase({ poolSize: 6 })
	const admin = callerOf(database)
	const project_id = randomUUID()
	const lease = { run: 'fencing', shard: 0, worker: 0 }
	const reseed = () => admin.testHelpers.seed({ project_id, lease })
	const scope = { projectId: project_id }
	const pristineHash = (await reseed()).content_hash
	let leaseId = ''
	let workspaceId = ''
	let madeWorkspaceId = ''
	let sourceId = ''
	let factId = ''
	let outputId = ''

	beforeEach(async () => {
		const seed = await reseed()
		leaseId = seed.lease_id ?? ''
		workspaceId = seed.workspace_id
		sourceId = seed.source_id
		const [fact] = await database.run('read', (tx) =>
			tx.select().from(facts).where(eq(facts.projectId, project_id)).limit(1),
		)
		factId = fact?.id ?? ''
		const { output, workspace } = callerOf(database, { leaseId })
		madeWorkspaceId = (await workspace.create({ name: 'Made' })).id
		outputId = (await output.generate({ ...scope, mode: 'split', factIds: [factId] })).id
	})

	const writes: Record<string, (caller: Caller) => Promise<unknown>> = {
		'fact.add': (caller) => caller.fact.add({ ...scope, sourceId, claim: 'Late' }),
		'fact.editClaim': (caller) =>
			caller.fact.editClaim({ ...scope, factId, claim: 'Late', version: 1 }),
		'fact.change': (caller) =>
			caller.fact.change({ ...scope, changes: changesOf(factId, { status: 'flagged' }) }),
		'fact.change to removed': (caller) =>
			caller.fact.change({ ...scope, changes: changesOf(factId, { removed: true }) }),
		'fact.change to restored': (caller) =>
			caller.fact.change({ ...scope, changes: changesOf(factId, { removed: false }) }),
		'source.add': (caller) => caller.source.add({ ...scope, title: 'Late', text: 'Late text' }),
		'source.rename': (caller) => caller.source.rename({ ...scope, sourceId, title: 'Late' }),
		'source.remove': (caller) => caller.source.remove({ ...scope, sourceId }),
		'source.restore': (caller) => caller.source.restore({ ...scope, sourceId }),
		'project.rename': (caller) => caller.project.rename({ ...scope, title: 'Late' }),
		'project.restore': (caller) => caller.project.restore(scope),
		'workspace.rename': (caller) => caller.workspace.rename({ workspaceId, name: 'Late' }),
		'workspace.rename of one that the lease made': (caller) =>
			caller.workspace.rename({ workspaceId: madeWorkspaceId, name: 'Late' }),
		'workspace.remove of one that the lease made': (caller) =>
			caller.workspace.remove({ workspaceId: madeWorkspaceId }),
		'workspace.remove': (caller) => caller.workspace.remove({ workspaceId }),
		'workspace.restore': (caller) => caller.workspace.restore({ workspaceId }),
		'project.create': (caller) => caller.project.create({ workspaceId, title: 'Late' }),
		'workspace.create': (caller) => caller.workspace.create({ name: 'Late' }),
		'output.generate': (caller) =>
			caller.output.generate({ ...scope, mode: 'paragraph', factIds: [factId] }),
		'output.rename': (caller) => caller.output.rename({ ...scope, outputId, title: 'Late' }),
		'output.setPinned': (caller) => caller.output.setPinned({ ...scope, outputId, pinned: true }),
		'output.remove': (caller) => caller.output.remove({ ...scope, outputId }),
		'output.restore': (caller) => caller.output.restore({ ...scope, outputId }),
		'output.share': (caller) => caller.output.share({ ...scope, outputId }),
		'output.unshare': (caller) => caller.output.unshare({ ...scope, outputId }),
	}
	const lastTransactionOf = (name: string) => (name === 'output.generate' ? 2 : 1)

	/** A caller with the lease whose `nth` transaction stops at `point` until it is released. */
	const heldCaller = (point: 'start' | 'commit', nth = 1) => {
		const held = heldOpen(database, point, nth)
		return { ...held, caller: callerOf(held.database, { leaseId }) }
	}

	const expectNothingLate = async () => {
		const late = await database.run('read', (tx) =>
			tx.select().from(projects).where(eq(projects.title, 'Late')),
		)
		expect(late).toEqual([])
		const { content_hash } = await admin.testHelpers.status({ project_id })
		expect(content_hash).toBe(pristineHash)
		const removed = await rowsIn(
			database,
			sql`select id from projects where deleted_at is not null
				union all select id from workspaces where deleted_at is not null`,
		)
		expect(removed).toEqual([])
		const workspaces = await rowsIn(database, sql`select id from workspaces where name = 'Late'`)
		expect(workspaces).toEqual([])
	}

	it.each(Object.entries(writes))(
		'%s that is not committed yet is removed by the seed that waits for it',
		async (name, write) => {
			const late = heldCaller('commit', lastTransactionOf(name))
			const writing = write(late.caller)
			await late.reached
			const reseeding = reseed()
			await someoneWaitsForALock(database)
			late.release()
			await writing
			await reseeding
			await expectNothingLate()
		},
	)

	it.each(Object.entries(writes))(
		'%s that comes while a seed is open is refused when it commits',
		async (_, write) => {
			const held = heldOpen(database, 'commit', 1)
			const reseeding = callerOf(held.database).testHelpers.seed({
				project_id,
				lease,
			})
			await held.reached
			const writing = refusalOf(write(callerOf(database, { leaseId })))
			await someoneWaitsForALock(database)
			held.release()
			await reseeding
			expect(await writing).toMatchObject({ code: 'STALE_LEASE', httpStatus: 409 })
			await expectNothingLate()
		},
	)

	it.each(Object.entries(writes))(
		'%s that starts after the seed is refused',
		async (name, write) => {
			const late = heldCaller('start', lastTransactionOf(name))
			const writing = refusalOf(write(late.caller))
			await late.reached
			await reseed()
			late.release()
			expect(await writing).toMatchObject({ code: 'STALE_LEASE' })
			await expectNothingLate()
		},
	)

	it.each(Object.entries(writes))(
		'%s that is not committed yet goes with the cleanup that waits for it',
		async (name, write) => {
			const late = heldCaller('commit', lastTransactionOf(name))
			const writing = write(late.caller)
			await late.reached
			const cleaning = callerOf(database, { leaseId }).testHelpers.cleanup({ project_id })
			await someoneWaitsForALock(database)
			late.release()
			await writing
			await cleaning
			const left = await rowsIn(
				database,
				sql`select id from projects union all select id from workspaces`,
			)
			expect(left).toEqual([])
		},
	)

	it('a read sees the old seed whole when a new one commits between its statements', async () => {
		const ctx = requestContext(database, { leaseId })
		const count = await inRoot(adapter, { ctx, id: project_id, access: 'read' }, async (tx) => {
			await admin.testHelpers.seed({ project_id, lease, facts_count: 7 })
			return tx.$count(facts, eq(facts.projectId, project_id))
		})
		expect(count).toBe(3)
	})
})
