import { one } from '../db/one'
import { workspaces } from '../db/schema'
import type { CreationContext } from '../ladder'

/** Makes a workspace. The workspace of a leased caller belongs to its lease. */
export async function createWorkspace({ tx, owner: { leaseId } }: CreationContext, name: string) {
	return one(
		await tx
			.insert(workspaces)
			.values({ name, leaseId })
			.returning({ id: workspaces.id, name: workspaces.name }),
	)
}
