/** Tests whose first attempt fails after it has changed the data. */
import { expect, pristine, test } from './titled-test'
import { touchSomebody } from './touch-somebody'

test('fails an expectation at first', async ({ title }, { retry }) => {
	expect(await title.read()).toMatch(pristine)
	await title.change('by an attempt that fails')
	expect(retry).toBe(1)
})

test('breaks isolation at first', async ({ title, request }, { retry }) => {
	expect(await title.read()).toMatch(pristine)
	await title.change('by an attempt that breaks isolation')
	if (retry === 0) await touchSomebody(request)
})
