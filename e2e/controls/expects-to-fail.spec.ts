/** Tests that break isolation and say that they do not have to pass. */
import { expect, test } from '../harness/fixtures'
import { touchSomebody } from './touch-somebody'

test.describe('expected to fail', () => {
	test.fail()

	test('breaks isolation', ({ request }) => touchSomebody(request))

	test('breaks isolation and an expectation', async ({ request }) => {
		await touchSomebody(request)
		expect('this test', 'is red on purpose').toBe('green')
	})
})

test('breaks isolation and is skipped', async ({ request }) => {
	await touchSomebody(request)
	test.skip()
})
