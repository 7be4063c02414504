import { eq } from 'drizzle-orm'
import { projects } from '../db/schema'
import type { ProjectContext } from '../ladder'

export async function renameProject({ tx, project }: ProjectContext, title: string) {
	await tx.update(projects).set({ title }).where(eq(projects.id, project.id))
	return { id: project.id, title }
}
