import { eq } from 'drizzle-orm'
import type { Tx } from '../db/client'
import { workspaces } from '../db/schema'

export async function renameWorkspace(
	tx: Tx,
	{ workspaceId, name }: { workspaceId: string; name: string },
) {
	await tx.update(workspaces).set({ name }).where(eq(workspaces.id, workspaceId))
	return { id: workspaceId, name }
}
