/** Groups of tests that go on with each other's data. */
import { expect, pristine, test } from './titled-test'

test.describe
	.serial('a group', () => {
		test.use({ seedPer: 'worker' })

		test('begins with data that nobody has changed', async ({ title }) => {
			expect(await title.read()).toMatch(pristine)
			await title.change('by the first test')
		})

		test('goes on with it', async ({ title }) => {
			expect(await title.read()).toBe('Changed: by the first test')
		})
	})

test.describe
	.serial('a group that fails at first', () => {
		test.use({ seedPer: 'worker', seedRequest: { facts_count: 5 } })

		test('begins with data of its own that nobody has changed', async ({ title, seed }) => {
			expect(seed.facts_count).toBe(5)
			expect(await title.read()).toMatch(pristine)
			await title.change('by the first test')
		})

		test('goes on with it, and fails after a change', async ({ title, seed }, { retry }) => {
			expect(seed.facts_count).toBe(5)
			expect(await title.read()).toBe('Changed: by the first test')
			await title.change('by the second test')
			expect(retry).toBe(1)
		})

		test('ends with what the others left', async ({ title }) => {
			expect(await title.read()).toBe('Changed: by the second test')
		})
	})

test.describe
	.serial('a group whose first test is seeded anew', () => {
		test('begins with data that nobody has changed', async ({ title }) => {
			expect(await title.read()).toMatch(pristine)
			await title.change('by the first test of another group')
		})

		test.describe('and the others not', () => {
			test.use({ seedPer: 'worker' })

			test('goes on with it', async ({ title }) => {
				expect(await title.read()).toBe('Changed: by the first test of another group')
			})
		})
	})
