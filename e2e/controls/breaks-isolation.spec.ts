/**
 * Specs that break isolation in ways that happen in practice. Without the guard each of them passes. With the guard
 * each of them must fail. They run in child runs only: see e2e/child-runs/isolation.spec.ts.
 */
import type { Page } from '@playwright/test'
import { workerIdentity } from '../../src/server/seed/worker-identity'
import { createClient } from '../harness/client'
import { expect, test } from '../harness/fixtures'
import { announcedRun, baseUrl } from '../isolation/run'
import { ProjectPage } from '../pages/project-page'

/** The client of somebody else, who has no lease of this suite. */
const somebody = () => createClient(baseUrl())

/** Seeds a project of somebody else: a worker that no run has. */
async function seedOfSomebody(project_id?: string) {
	const lease = {
		// The same for all runs: only its owner may seed a hard-coded id again.
		run: 'somebody',
		shard: 0,
		worker: 7,
		label: 'the owner',
		ttl_minutes: 10,
	}
	return somebody().testHelpers.seed.mutate({ project_id, lease })
}

async function firstFactId(page: Page, projectId: string): Promise<string> {
	const input = encodeURIComponent(JSON.stringify({ projectId }))
	const response = await page.request.get(`/api/trpc/fact.list?input=${input}`)
	expect(await response.text()).not.toContain('error')
	return (await response.json()).result.data.facts[0].id
}

test('takes the id of another worker', async ({ page, seed, workerSeed }) => {
	const worker = (workerSeed.lease?.worker ?? 0) + 1_000
	const other = await somebody().testHelpers.seed.mutate({
		...workerIdentity({ ...announcedRun(), worker }),
		lease: { ...announcedRun(), worker },
	})
	const project = new ProjectPage(page, { ...seed, project_id: other.project_id })
	await project.open()
	await expect(project.factCards).toHaveCount(3)
})

test('has a hard-coded id', async ({ page }) => {
	const project_id = '5eed0000-0000-4000-8000-000000000001'
	await seedOfSomebody(project_id)
	expect(await firstFactId(page, project_id)).toBeTruthy()
})

test('keeps a lease that a newer seed has replaced', async ({ project, client, workerSeed }) => {
	await expect(project.factCards).toHaveCount(3)
	await client.testHelpers.seed.mutate(workerSeed)
	await project.selectFacts(1)
	await project.generate()
	await expect(project.drawer).toBeVisible()
})

test('acts on the first of all projects', async ({ page }) => {
	const person = somebody()
	const workspace = await person.workspace.create.mutate({ name: 'A person’s workspace' })
	const own = await person.project.create.mutate({
		workspaceId: workspace.id,
		title: 'A person’s project',
	})
	try {
		const [first] = await person.project.list.query()
		const response = await page.request.post('/api/trpc/project.rename', {
			data: { projectId: first?.id, title: 'Renamed by a test' },
		})
		expect(await response.text()).not.toContain('error')
	} finally {
		await person.project.remove.mutate({ projectId: own.id })
	}
})

test('smuggles another project’s fact into a request of its own', async ({
	page,
	seed,
	playwright,
	baseURL,
}) => {
	const other = await seedOfSomebody()
	const owner = await playwright.request.newContext({
		baseURL,
		extraHTTPHeaders: { 'x-seed-lease': other.lease_id ?? '' },
	})
	const input = encodeURIComponent(JSON.stringify({ projectId: other.project_id }))
	const facts = await (await owner.get(`/api/trpc/fact.list?input=${input}`)).json()
	const factIds = [facts.result.data.facts[0].id]
	const response = await page.request.post('/api/trpc/fact.change', {
		data: { projectId: seed.project_id, changes: [{ factIds, set: { status: 'flagged' } }] },
	})
	expect(await response.text()).not.toContain('error')
})
