import { z } from 'zod'
import { limits } from '@/domain/limits'
import { creation, router, snapshotQuery, workspaceMutation, workspaceRestoration } from '../ladder'
import { title } from '../text-input'
import { createWorkspace } from '../workspaces/create-workspace'
import { listWorkspaces } from '../workspaces/list-workspaces'
import { renameWorkspace } from '../workspaces/rename-workspace'
import { removeWorkspace, restoreWorkspace } from '../workspaces/workspace-removal'

const Name = z.object({ name: title(limits.titleLength) })

export const workspaceRouter = router({
	/** A leased caller sees only the workspaces of its lease. */
	list: snapshotQuery.query(({ ctx }) => listWorkspaces(ctx)),

	create: creation.input(Name).mutation(({ ctx, input }) => createWorkspace(ctx, input.name)),

	rename: workspaceMutation
		.input(Name)
		.mutation(({ ctx, input }) => renameWorkspace(ctx.tx, input)),

	remove: workspaceMutation.mutation(({ ctx, input }) => removeWorkspace(ctx, input.workspaceId)),

	restore: workspaceRestoration.mutation(({ ctx, input }) =>
		restoreWorkspace(ctx, input.workspaceId),
	),
})
