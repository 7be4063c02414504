import { keepSeed } from '@/isolation/kept-seed'
import type { RequestContext } from '../request-context'
import { adapter } from './adapter'
import { readContent } from './content-hash'
import type { KeepCommand, Kept } from './seed-request'

/** Hands the project of a worker on to the worker's next test, as the tests before have left it. */
export async function keepProject(
	ctx: RequestContext,
	{ project_id: rootId, lease }: KeepCommand,
): Promise<Kept> {
	const kept = await keepSeed(adapter, ctx, {
		...{ rootId, lease },
		read: (tx) => readContent(tx, rootId),
	})
	return {
		status: 'ok',
		lease_id: kept?.leaseId ?? null,
		content_hash: kept?.told?.hash ?? null,
		facts_count: kept?.told?.facts_count ?? 0,
	}
}
