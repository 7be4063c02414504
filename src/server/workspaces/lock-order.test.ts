import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Caller, callerOf, refusalOf } from '@/testing/caller'
import { someoneWaitsForALock } from '@/testing/held-open'
import { openTestDatabase, testServerUrl } from '@/testing/test-database'

// The embedded database has one connection, so that two transactions are never open at once.
describe.runIf(testServerUrl)('a workspace is locked before its project', async () => {
	const database = await openTestDatabase({ poolSize: 4 })
	const admin = callerOf(database).testHelpers
	const project_id = randomUUID()
	const lease = { run: 'order', shard: 0, worker: 0 }
	let leased: Caller
	let workspaceId = ''

	beforeEach(async () => {
		const seed = await admin.seed({ project_id, lease })
		leased = callerOf(database, { leaseId: seed.lease_id })
		workspaceId = seed.workspace_id
	})

	const calls: Record<string, () => Promise<unknown>> = {
		'workspace.rename': () => leased.workspace.rename({ workspaceId, name: 'New' }),
		'workspace.remove': () => leased.workspace.remove({ workspaceId }),
		'workspace.restore': () => leased.workspace.restore({ workspaceId }),
		'project.create': () => leased.project.create({ workspaceId, title: 'New' }),
		'testHelpers.seed': () => admin.seed({ project_id, lease }),
		'testHelpers.cleanup': () => leased.testHelpers.cleanup({ project_id }),
	}

	it.each(Object.entries(calls))(
		'%s that waits for the workspace leaves the project to whoever has the workspace',
		async (name, call) => {
			if (name === 'workspace.restore') await leased.workspace.remove({ workspaceId })
			const outcome = await database.run('write', async (tx) => {
				await tx.execute(sql`select from workspaces where id = ${workspaceId} for no key update`)
				const waiting = call()
				const answer = waiting.then(
					() => 'ok',
					() => refusalOf(waiting).then(({ code }) => code),
				)
				await someoneWaitsForALock(database)
				// With a wait for the project the two would deadlock, and a retry might hide the deadlock. So nothing waits here.
				await tx.execute(
					sql`select from projects where id = ${project_id} for no key update nowait`,
				)
				return { answer }
			})
			expect(await outcome.answer).toBe('ok')
		},
	)
})
