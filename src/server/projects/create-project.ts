import { one } from '../db/one'
import { projects } from '../db/schema'
import type { CreationContext } from '../ladder'

/** Puts a new project into a workspace. The project of a leased caller belongs to its lease. */
export async function createProject(
	{ tx, owner }: CreationContext,
	{ workspaceId, title }: { workspaceId: string; title: string },
) {
	return one(
		await tx
			.insert(projects)
			.values({ ...owner, workspaceId, title })
			.returning({ id: projects.id, title: projects.title }),
	)
}
