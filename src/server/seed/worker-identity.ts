import { isLocalRun, uuidV3, type WorkerSlot, workerRootId } from '@/isolation/worker-ids'

/** The id of the source that a seed of this project has, unless its request names another. */
export function sourceIdOf(projectId: string): string {
	return uuidV3(projectId, 'source')
}

/** The project and source of a worker, both readable in an unsharded local run. Throws RangeError. */
export function workerIdentity(slot: WorkerSlot): { project_id: string; source_id: string } {
	const projectId = workerRootId(slot)
	const sourceId = isLocalRun(slot) ? `22${projectId.slice(2)}` : sourceIdOf(projectId)
	return { project_id: projectId, source_id: sourceId }
}
