import type { Caller } from './caller'
import { changesOf } from './changes-of'

/** A call of each procedure that touches a project, with ids of that project. */
export type Touch = (caller: Caller, target: Target) => Promise<unknown>
export type Target = {
	projectId: string
	sourceId: string
	factId: string
	outputId: string
	token: string
	workspaceId: string
}

type SeenFact = { projectId: string; factId: string; version: number }

/** Edits a fact as it was seeded, or as a touch before has left it. */
async function atVersion(
	c: Caller,
	{ projectId, factId }: Target,
	edit: (fact: SeenFact) => Promise<unknown>,
) {
	try {
		return await edit({ projectId, factId, version: 1 })
	} catch (error) {
		if (!(error instanceof Error && error.message.includes('changed meanwhile'))) throw error
		const { version } = await c.fact.get({ projectId, factId })
		return edit({ projectId, factId, version })
	}
}

export const reads: Record<string, Touch> = {
	'project.get': (c, { projectId }) => c.project.get({ projectId }),
	'source.list': (c, { projectId }) => c.source.list({ projectId }),
	'source.hashes': (c, { projectId }) => c.source.hashes({ projectId }),
	'source.get': (c, { projectId, sourceId }) => c.source.get({ projectId, sourceId }),
	'source.passages': (c, { projectId, sourceId }) => c.source.passages({ projectId, sourceId }),
	'source.evidence': (c, { projectId, factId }) => c.source.evidence({ projectId, factId }),
	'source.coverage': (c, { projectId }) => c.source.coverage({ projectId }),
	'fact.list': (c, { projectId, sourceId }) => c.fact.list({ projectId, sourceId }),
	'fact.get': (c, { projectId, factId }) => c.fact.get({ projectId, factId }),
	'fact.undecided': (c, { projectId }) => c.fact.undecided({ projectId }),
	'fact.order': (c, { projectId, sourceId }) => c.fact.order({ projectId, sourceId }),
	'fact.byIds': (c, { projectId, factId }) => c.fact.byIds({ projectId, factIds: [factId] }),
	'fact.counts': (c, { projectId, sourceId }) => c.fact.counts({ projectId, sourceId }),
	'fact.matchingIds': (c, { projectId, sourceId }) => c.fact.matchingIds({ projectId, sourceId }),
	'fact.tags': (c, { projectId }) => c.fact.tags({ projectId }),
	'output.list': (c, { projectId }) => c.output.list({ projectId }),
	'output.get': (c, { projectId, outputId }) => c.output.get({ projectId, outputId }),
	'output.unapproved': (c, { projectId, factId }) =>
		c.output.unapproved({ projectId, factIds: [factId] }),
	'output.shared': (c, { token }) => c.output.shared({ token }),
}

export const writes: Record<string, Touch> = {
	'project.create': (c, { workspaceId }) => c.project.create({ workspaceId, title: 'New' }),
	'project.rename': (c, { projectId }) => c.project.rename({ projectId, title: 'New' }),
	'project.remove': (c, { projectId }) => c.project.remove({ projectId }),
	'project.restore': (c, { projectId }) => c.project.restore({ projectId }),
	'workspace.rename': (c, { workspaceId }) => c.workspace.rename({ workspaceId, name: 'New' }),
	'workspace.remove': (c, { workspaceId }) => c.workspace.remove({ workspaceId }),
	'workspace.restore': (c, { workspaceId }) => c.workspace.restore({ workspaceId }),
	'source.add': (c, { projectId }) => c.source.add({ projectId, title: 'New', text: 'New' }),
	'source.rename': (c, { projectId, sourceId }) =>
		c.source.rename({ projectId, sourceId, title: 'New' }),
	'source.remove': (c, { projectId, sourceId }) => c.source.remove({ projectId, sourceId }),
	'source.restore': (c, { projectId, sourceId }) => c.source.restore({ projectId, sourceId }),
	'fact.add': (c, { projectId, sourceId }) => c.fact.add({ projectId, sourceId, claim: 'New' }),
	'fact.import': (c, { projectId, sourceId }) =>
		c.fact.import({ projectId, facts: [{ sourceId, claim: 'New' }] }),
	'fact.editClaim': (c, ids) =>
		atVersion(c, ids, (fact) => c.fact.editClaim({ ...fact, claim: 'New' })),
	'fact.requote': (c, ids) =>
		atVersion(c, ids, (fact) => c.fact.requote({ ...fact, quoteStart: null, quoteEnd: null })),
	'fact.annotate': (c, ids) =>
		atVersion(c, ids, (fact) => c.fact.annotate({ ...fact, note: 'New', tags: ['new'] })),
	'fact.change': (c, { projectId, factId }) =>
		c.fact.change({ projectId, changes: changesOf(factId, { status: 'flagged' }) }),
	'output.generate': (c, { projectId, factId }) =>
		c.output.generate({ projectId, mode: 'split', factIds: [factId] }),
	'output.rename': (c, { projectId, outputId }) =>
		c.output.rename({ projectId, outputId, title: 'New' }),
	'output.setPinned': (c, { projectId, outputId }) =>
		c.output.setPinned({ projectId, outputId, pinned: true }),
	'output.remove': (c, { projectId, outputId }) => c.output.remove({ projectId, outputId }),
	'output.restore': (c, { projectId, outputId }) => c.output.restore({ projectId, outputId }),
	'output.share': (c, { projectId, outputId }) => c.output.share({ projectId, outputId }),
	'output.unshare': (c, { projectId, outputId }) => c.output.unshare({ projectId, outputId }),
}

/** The touches whose input has a second id, which may belong to another project than the project of the input. */
export const idsInside = [
	'source.get',
	'source.passages',
	'source.evidence',
	'source.rename',
	'source.remove',
	'source.restore',
	'output.get',
	'fact.add',
	'fact.get',
	'fact.list',
	'fact.order',
	'fact.byIds',
	'fact.counts',
	'fact.matchingIds',
	'fact.import',
	'fact.editClaim',
	'fact.requote',
	'fact.annotate',
	'fact.change',
	'output.generate',
	'output.unapproved',
	'output.rename',
	'output.setPinned',
	'output.remove',
	'output.restore',
	'output.share',
	'output.unshare',
]
