import { expect, test } from '../harness/fixtures'

test.use({ seedReadOnly: true })

test('reads first', ({ seed }) => expect(seed.facts_count).toBe(3))
test('reads as well', ({ seed }) => expect(seed.facts_count).toBe(3))

test('says that it reads, and writes', async ({ request, seed }) => {
	const data = { projectId: seed.project_id, title: 'Renamed by the test' }
	await request.post('/api/trpc/project.rename', { data })
})

test('reads what nobody has changed', ({ seed }) => expect(seed.facts_count).toBe(3))

test.describe('with another request', () => {
	test.use({ seedRequest: { facts_count: 7 } })
	test('reads another seed', ({ seed }) => expect(seed.facts_count).toBe(7))
})

test('says that it reads, and makes more data', async ({ seedAnother }) => {
	await seedAnother({ facts_count: 1 })
})

test('reads what nobody has made more of', ({ seed }) => expect(seed.facts_count).toBe(3))

test.describe('beside what beforeAll has made', () => {
	test.beforeAll(async ({ playwright, baseURL }) => {
		const request = await playwright.request.newContext({ baseURL })
		const data = { name: 'Of beforeAll' }
		expect((await request.post('/api/trpc/workspace.create', { data })).status()).toBe(200)
		await request.dispose()
	})
	test('reads only', ({ seed }) => expect(seed.facts_count).toBe(3))
})
