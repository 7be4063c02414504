import { isLocalRun, uuidV3, type WorkerSlot, workerRootId } from '@/isolation/worker-ids'

/** The id of a seeded project's source, unless the seed request names another. */
export function sourceIdOf(projectId: string): string {
	return uuidV3(projectId, 'source')
}

/** The ids of a worker's project and source, readable in an unsharded local run. Throws RangeError for a worker beyond 999 in a local run. */
export function workerIdentity(slot: WorkerSlot): { project_id: string; source_id: string } {
	const projectId = workerRootId(slot)
	const sourceId = isLocalRun(slot) ? `22${projectId.slice(2)}` : sourceIdOf(projectId)
	return { project_id: projectId, source_id: sourceId }
}
