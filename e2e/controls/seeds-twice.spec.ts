import { expect, test } from '../harness/fixtures'

test('seeds twice and writes', async ({ request, seedAnother }) => {
	const { project_id: projectId, source_id: sourceId } = await seedAnother()
	const data = { projectId, sourceId, claim: 'A claim of the test' }
	expect((await request.post('/api/trpc/fact.add', { data })).status()).toBe(200)
	const rename = { projectId, title: 'Renamed by the test' }
	expect((await request.post('/api/trpc/project.rename', { data: rename })).status()).toBe(200)
})
