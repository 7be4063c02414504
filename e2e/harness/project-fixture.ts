import { test as base } from '@playwright/test'
import type { Seed, SeedInput } from '../../src/server/seed/seed-request'
import { allEnded, refusalAfter, withinLimit } from '../isolation/followed'
import { baseUrl, resolvedRun } from '../isolation/run'
import type { LeaseOwner, SeededApplication } from '../isolation/seeded-application'
import { ProjectPage } from '../pages/project-page'
import { Calls, type Client, createClient } from './client'
import { workerSeedRequest } from './worker-seed'

/** What a spec may choose about its seed, such as `{ scenario: 'review', facts_count: 12 }`. */
type DataSet = Omit<
	SeedInput & object,
	'project_id' | 'source_id' | 'workspace_id' | 'lease' | 'reset'
>

/** This application for the fixtures. Each worker has a project with facts in it. */
export function openArtifact(): SeededApplication<DataSet, Seed> {
	const url = baseUrl()
	const { testHelpers } = createClient(url)
	const requestOf = ({ label, ...slot }: LeaseOwner) => workerSeedRequest(slot, label)
	return {
		url,
		seed: (owner, dataSet) => testHelpers.seed.mutate({ ...requestOf(owner), ...dataSet }),
		async keep(lease, last) {
			const request = { project_id: last.project_id, lease }
			const { lease_id, content_hash, facts_count } = await testHelpers.keep.mutate(request)
			return content_hash === null ? null : { ...last, lease_id, content_hash, facts_count }
		},
		seedAnother: ({ lease_id }, dataSet) =>
			createClient(url, lease_id).testHelpers.seed.mutate(dataSet),
		outcome: (run, { lease_id, project_id }) =>
			testHelpers.status.query({ run, project_id, lease_id: lease_id ?? undefined }),
	}
}

type WorkerFixtures = {
	/** The request that seeds this worker's project. */
	workerSeed: ReturnType<typeof workerSeedRequest>
}

type TestFixtures = {
	seed: Seed
	/** The typed client of the application. It sends the lease of the test. */
	client: Client
	/** The seeded project, opened in the page. */
	project: ProjectPage
}

export const projectFixture = base.extend<TestFixtures, WorkerFixtures>({
	workerSeed: [
		async ({}, use, { config, parallelIndex }) =>
			use(workerSeedRequest({ ...resolvedRun(config), worker: parallelIndex })),
		{ scope: 'worker' },
	],

	client: async ({ seed }, use, { title }) => {
		const calls = new Calls()
		await use(createClient(baseUrl(), seed.lease_id, calls))
		// A slow server may come to a call that nobody awaits only when the next test has its seed.
		await withinLimit(allEnded(calls.open))
		// The next test may have the same lease.
		calls.refusal = refusalAfter(title)
	},

	project: async ({ page, seed }, use) => {
		const project = new ProjectPage(page, seed)
		await project.open()
		await use(project)
	},
})
