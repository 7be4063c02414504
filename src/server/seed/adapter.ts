import type { Adapter } from '@/isolation/adapter'
import { refuseMarked } from '../db/production-mark'
import { facts, outputs, type Project, projects, sources, workspaces } from '../db/schema'
import { errorEntry, logLine } from '../log'
import { readContent } from './content-hash'

/** Describes this application to isolation: the root is a project, the group is a workspace. */
export const adapter: Adapter<'project', 'workspace', Project> = {
	root: {
		noun: 'project',
		table: projects,
		seedRow: (id) => ({ title: `Seeded research ${id.slice(-6)}` }),
	},
	group: {
		noun: 'workspace',
		table: workspaces,
		key: 'workspaceId',
		seedRow: (id) => ({ name: `Seeded workspace ${id.slice(-6)}` }),
	},
	children: { output: outputs.projectId, fact: facts.projectId, source: sources.projectId },
	contentHash: async (tx, projectId) => (await readContent(tx, projectId))?.hash ?? null,
	messages: {
		switch: 'ARTIFACT_ENABLE_TEST_SEED=true',
		token: 'ARTIFACT_TEST_SEED_TOKEN',
		sendLease:
			'Import test from e2e/harness/fixtures, and ask with its page, request or client, which send the lease.',
	},
	admitTests: refuseMarked,
	onError: (doing, error) => logLine({ level: 'error', doing, error: errorEntry(error) }),
}
