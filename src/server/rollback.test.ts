import { TRPCError } from '@trpc/server'
import { expect, it } from 'vitest'
import { callerOf, gateClosed, refusalOf, requestContext } from '@/testing/caller'
import { contentsOf } from '@/testing/contents'
import { openTestDatabase } from '@/testing/test-database'
import type { Tx } from './db/client'
import { workspaces } from './db/schema'
import {
	createCallerFactory,
	creation,
	projectExclusiveMutation,
	projectMutation,
	projectRestoration,
	projectWork,
	router,
	workspaceAddition,
	workspaceMutation,
	workspaceRestoration,
} from './ladder'

const database = await openTestDatabase()
const person = callerOf(database, gateClosed)
const workspaceId = (await person.workspace.create({ name: 'Mine' })).id
const projectId = (await person.project.create({ workspaceId, title: 'Mine' })).id

async function writeAndFail({ ctx: { tx } }: { ctx: { tx: Tx } }) {
	await tx.insert(workspaces).values({ name: 'Half done' })
	throw new TRPCError({ code: 'CONFLICT', message: 'Failed after the write' })
}

const failing = createCallerFactory(
	router({
		projectMutation: projectMutation.mutation(writeAndFail),
		projectExclusiveMutation: projectExclusiveMutation.mutation(writeAndFail),
		projectRestoration: projectRestoration.mutation(writeAndFail),
		projectWork: projectWork.mutation(({ ctx }) =>
			ctx.step('write', (tx) => writeAndFail({ ctx: { tx } })),
		),
		creation: creation.mutation(writeAndFail),
		workspaceAddition: workspaceAddition.mutation(writeAndFail),
		workspaceMutation: workspaceMutation.mutation(writeAndFail),
		workspaceRestoration: workspaceRestoration.mutation(writeAndFail),
	}),
)(requestContext(database, gateClosed))

const calls: Record<keyof typeof failing, () => Promise<unknown>> = {
	projectMutation: () => failing.projectMutation({ projectId }),
	projectExclusiveMutation: () => failing.projectExclusiveMutation({ projectId }),
	projectRestoration: () => failing.projectRestoration({ projectId }),
	projectWork: () => failing.projectWork({ projectId }),
	creation: () => failing.creation(),
	workspaceAddition: () => failing.workspaceAddition({ workspaceId }),
	workspaceMutation: () => failing.workspaceMutation({ workspaceId }),
	workspaceRestoration: () => failing.workspaceRestoration({ workspaceId }),
}

it.each(Object.entries(calls))(
	'a procedure on the rung %s that fails after a write leaves nothing of the write',
	async (_, call) => {
		const before = await contentsOf(database)
		expect(await refusalOf(call())).toMatchObject({
			...{ code: 'CONFLICT', message: 'Failed after the write' },
		})
		expect(await contentsOf(database)).toEqual(before)
	},
)
