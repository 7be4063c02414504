import { expect, pristine, test } from './titled-test'

for (const name of ['first', 'second'])
	test(`the ${name} test passes`, async ({ title }) => {
		expect(await title.read()).toMatch(pristine)
		await title.change('by a test that passes')
	})

test('fails after a change', async ({ title }) => {
	expect(await title.read()).toMatch(pristine)
	await title.change('by a test that fails')
	expect('this test', 'is red on purpose').toBe('green')
})
