/** Tests that break isolation and say that they do not have to pass. */
import { expect, test } from '../harness/fixtures'
import { touchSomebody } from './touch-somebody'

test.describe('expected to fail', () => {
	test.fail()

	test('breaks isolation', ({ client, request }) => touchSomebody(client, request))

	test('breaks isolation and an expectation', async ({ client, request }) => {
		await touchSomebody(client, request)
		expect('this test', 'is red on purpose').toBe('green')
	})
})

test('breaks isolation and is skipped', async ({ client, request }) => {
	await touchSomebody(client, request)
	test.skip()
})
