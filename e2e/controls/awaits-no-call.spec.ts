/**
 * Each first test leaves a call open that is answered late, or calls when it has ended. The second one, on the same
 * worker, finds the call answered, or refused.
 */
import { setTimeout } from 'node:timers/promises'
import type { Client } from '../harness/client'
import { expect, test } from '../harness/fixtures'

/** The paths of the calls that were answered late. */
const answered: string[] = []

/** The next call of a procedure takes a second, as with a slow server. */
function answerLate(path: string): void {
	const { fetch } = globalThis
	globalThis.fetch = async (input, init) => {
		if (!String(input).includes(path)) return fetch(input, init)
		globalThis.fetch = fetch
		const answer = await fetch(input, init)
		await setTimeout(1_000)
		answered.push(path)
		return answer
	}
}

test.describe('of the typed client', () => {
	test('a call is left open', ({ client, seed }) => {
		answerLate('project.rename')
		const rename = { projectId: seed.project_id, title: 'Renamed by a call' }
		void client.project.rename.mutate(rename).catch(() => {})
	})

	test('the call was answered', () => expect(answered).toContain('project.rename'))
})

test.describe('of another seed', () => {
	test('a seed is left open', ({ seedAnother }) => {
		answerLate('testHelpers.seed')
		void seedAnother().catch(() => {})
	})

	test('the seed was answered', () => expect(answered).toContain('testHelpers.seed'))
})

test.describe('of a test that has ended', () => {
	test.use({ seedReadOnly: true })
	let kept: { client: Client; projectId: string; seedAgain: () => Promise<unknown> }

	test('a client outlives its test', ({ client, seed, seedAnother }) => {
		kept = { client, projectId: seed.project_id, seedAgain: seedAnother }
	})

	test('the client is refused', async () => {
		const { client, projectId, seedAgain } = kept
		const renaming = client.project.rename.mutate({ projectId, title: 'Renamed too late' })
		await expect(renaming).rejects.toThrow('The test “a client outlives its test” has ended')
		await expect(seedAgain()).rejects.toThrow('The test “a client outlives its test” has ended')
	})
})
