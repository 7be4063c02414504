import { z } from 'zod'
import { limits } from '@/domain/limits'
import {
	creation,
	projectExclusiveMutation,
	projectQuery,
	projectRestoration,
	router,
	snapshotQuery,
	workspaceAddition,
} from '../ladder'
import { createProject } from '../projects/create-project'
import { listProjects } from '../projects/list-projects'
import { openDemo } from '../projects/open-demo'
import { removeProject, restoreProject } from '../projects/project-removal'
import { renameProject } from '../projects/rename-project'
import { title } from '../text-input'

const Title = z.object({ title: title(limits.titleLength) })

export const projectRouter = router({
	/** A leased caller sees only the projects of its lease. */
	list: snapshotQuery.query(({ ctx }) => listProjects(ctx)),

	get: projectQuery.query(({ ctx: { project } }) => ({
		id: project.id,
		title: project.title,
		workspaceId: project.workspaceId,
	})),

	create: workspaceAddition.input(Title).mutation(({ ctx, input }) => createProject(ctx, input)),

	rename: projectExclusiveMutation
		.input(Title)
		.mutation(({ ctx, input }) => renameProject(ctx, input.title)),

	remove: projectExclusiveMutation.mutation(({ ctx }) => removeProject(ctx)),

	restore: projectRestoration.mutation(({ ctx }) => restoreProject(ctx)),

	/** Makes the demo project, or returns the caller's existing demo project. */
	openDemo: creation.mutation(({ ctx }) => openDemo(ctx)),
})
