import { expect, pristine, test } from './titled-test'

for (const name of ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'])
	test(`the ${name} test asks`, async ({ title, client, seed }) => {
		expect(await title.read()).toMatch(pristine)
		await title.change(`by the ${name} test`)
		for (let turn = 0; turn < 20; turn++)
			expect(await title.read()).toBe(`Changed: by the ${name} test`)
		const status = await client.testHelpers.status.query({ project_id: seed.project_id })
		expect(status.content_hash).not.toBe(seed.content_hash)
	})
