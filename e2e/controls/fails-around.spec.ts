/** Tests that pass, or never begin, because of a hook or a fixture that fails. */
import { test } from '../harness/fixtures'

function fail(): never {
	throw new Error('is red on purpose')
}

test.describe('in beforeAll', () => {
	test.beforeAll(fail)
	test('never begins', () => {})
})

test.describe('in afterAll', () => {
	test.afterAll(fail)
	test('passes', () => {})
})

test.describe('before the seed', () => {
	test.extend({ seedRequest: fail })('never begins', () => {})
})

test.describe('after the seed', () => {
	const late = test.extend({
		seedRequest: async ({}, use) => {
			await use({})
			fail()
		},
	})
	late('passes', () => {})
})
