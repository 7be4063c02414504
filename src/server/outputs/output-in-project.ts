import { and, eq } from 'drizzle-orm'
import { outputs } from '../db/schema'
import type { ProjectContext } from '../ladder'

/** The condition for the output of this id in the caller's project, deleted or not. */
export const outputInProject = ({ project }: ProjectContext, outputId: string) =>
	and(eq(outputs.projectId, project.id), eq(outputs.id, outputId))
