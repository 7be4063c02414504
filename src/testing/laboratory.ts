import type { Database } from '@/server/db/client'
import { one } from '@/server/db/one'
import { type Caller, callerOf, gateClosed, refusalOf } from './caller'
import { contentsOf } from './contents'
import type { Laboratory } from './isolation-claims'
import { idsInside, reads, type Target, writes } from './touches'

/** This application for the claims of isolation. */
export function laboratoryOf(database: Database): Laboratory<Caller, Target> {
	const { status } = callerOf(database).testHelpers
	const helpersOf = (leaseId: string | null) => callerOf(database, { leaseId }).testHelpers
	return {
		async seed(project_id, lease, leaseId = null) {
			const { lease_id, content_hash } = await helpersOf(leaseId).seed({ project_id, lease })
			return { rootId: project_id, leaseId: lease_id, contentHash: content_hash }
		},
		keep: (project_id, lease, leaseId = null) => helpersOf(leaseId).keep({ project_id, lease }),
		cleanUp: (which, leaseId = null) =>
			helpersOf(leaseId).cleanup('run' in which ? which : { project_id: which.rootId }),
		contentHash: async (project_id) => (await status({ project_id })).content_hash,
		violations: async (run) => (await status({ run })).violations,
		caller: (leaseId) => callerOf(database, { leaseId }),
		closed: () => callerOf(database, { ...gateClosed, leaseId: null }),
		async targetOf(caller, { rootId: projectId }) {
			const { facts } = await caller.fact.list({ projectId })
			const factId = one(facts).id
			const { id } = await caller.output.generate({ projectId, mode: 'split', factIds: [factId] })
			const { shareToken } = await caller.output.share({ projectId, outputId: id })
			return {
				...{ projectId, sourceId: facts[0]?.source.id ?? '', workspaceId: projectId, factId },
				...{ outputId: id, token: shareToken ?? '' },
			}
		},
		rootKey: 'projectId',
		touches: { ...reads, ...writes },
		idsInside,
		lateWrites: ['fact.add', 'source.add', 'source.rename', 'fact.change', 'project.rename'],
		lists: { 'project.list': (c) => c.project.list(), 'workspace.list': (c) => c.workspace.list() },
		async create(caller, { workspaceId }) {
			const workspace = await caller.workspace.create({ name: 'New' })
			const made = await caller.project.create({ workspaceId: workspace.id, title: 'New' })
			const inOwn = await caller.project.create({ workspaceId, title: 'New' })
			const { id } = await caller.source.add({ projectId: made.id, title: 'New', text: 'New' })
			await caller.fact.add({ projectId: made.id, sourceId: id, claim: 'New' })
			return [workspace.id, made.id, inOwn.id, id]
		},
		contents: () => contentsOf(database, { except: ['violations'] }),
		refusalOf,
	}
}
