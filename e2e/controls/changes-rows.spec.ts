import { expect, test } from '../harness/fixtures'

test.describe.configure({ mode: 'default' })

test('changes one row of each kind', async ({ request, seed }) => {
	const { project_id: projectId, source_id: sourceId } = seed
	const change = async (procedure: string, input: object) => {
		const response = await request.post(`/api/trpc/${procedure}`, { data: { projectId, ...input } })
		expect(response.status(), await response.text()).toBe(200)
	}
	const input = encodeURIComponent(JSON.stringify({ projectId }))
	const listed = await (await request.get(`/api/trpc/fact.list?input=${input}`)).json()
	const factIds = [listed.result.data.facts[0].id]
	await change('project.rename', { title: 'Renamed by the test' })
	await change('fact.change', { changes: [{ factIds, set: { pinned: true } }] })
	await change('fact.add', { sourceId, claim: 'A claim of the test' })
	await change('source.add', { title: 'A source of the test', text: 'Its text.' })
	await change('output.generate', { mode: 'split', factIds })
})

test('changes nothing', ({ seed }) => expect(seed.facts_count).toBe(3))
