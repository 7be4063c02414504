import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeRepository, type Repository } from './repository'
import { jobNames, planOf, runPreview, token } from './simulated-preview'

let repository: Repository
beforeAll(() => {
	repository = makeRepository()
})
afterAll(() => repository.remove())

describe.concurrent('no runner is taken for', () => {
	it.each([
		'preview-pending',
		'preview-in-progress',
		'preview-queued',
		'preview-failure',
		'preview-error',
		'preview-inactive',
		'production',
		'production-by-flag',
		'production-in-lower-case',
		'production-of-several-applications',
	])('%s', async (name) => {
		const simulation = await runPreview(name, repository)
		expect(simulation.jobs).toEqual([])
		expect(simulation.posted).toEqual([])
		expect(simulation.deletions).toEqual([])
	})
})

describe.concurrent('the plan leaves alone, with a reason,', () => {
	it.each([
		['other-application', "it is another application's"],
		['other-application-with-newline', "it is another application's"],
		['other-creator', 'made this deployment, not vercel[bot]'],
		['stale-commit', 'is not the newest of its branch'],
	])('%s', async (name, words) => {
		const simulation = await runPreview(name, repository)
		expect(jobNames(simulation)).toEqual(['plan'])
		expect(planOf(simulation)).toMatchObject({
			exitCode: 0,
			output: expect.stringContaining(words),
			outputs: { run: 'false' },
		})
		expect(simulation.posted).toEqual([])
		expect(simulation.deletions).toEqual([])
	})

	it('a fork, which gets no secret, and says so on its commit', async () => {
		const simulation = await runPreview('fork', repository)
		expect(jobNames(simulation)).toEqual(['plan'])
		expect(planOf(simulation).output).toContain('it is of a fork, which gets no secret')
		expect(simulation.posted).toMatchObject([
			{
				...{ sha: repository.commits.fork, state: 'pending' },
				description: 'Not run: the commit is in no branch here (a fork, or a branch that is gone).',
			},
		])
		expect(JSON.stringify(simulation.jobs)).not.toContain(token)
	})
})

describe.concurrent('the plan fails, with a reason, for', () => {
	it.each([
		['no-deployment', 'The event has no deployment in it', undefined],
		['no-commit', 'The deployment names no commit', undefined],
		['no-address', 'The preview has no address', 'feature'],
		['address-http', 'is not https', 'feature'],
		['address-of-another-host', 'does not end in .vercel.app', 'feature'],
		['address-with-password', 'has a user, a password or a port', 'feature'],
		['by-hand-fork', 'is in no branch of this repository', undefined],
		['by-hand-unknown-commit', 'is in no branch of this repository', undefined],
		['by-hand-short-commit', 'sha: allowed: the 40 hexadecimal digits', undefined],
		['by-hand-command', 'sha: allowed: the 40 hexadecimal digits', undefined],
	] as const)('%s', async (name, words, commit) => {
		const simulation = await runPreview(name, repository)
		expect(jobNames(simulation)).toEqual(['plan'])
		const { exitCode, output } = planOf(simulation)
		expect({ exitCode, output }).toEqual({ exitCode: 1, output: expect.stringContaining(words) })
		expect(simulation.posted.map(({ sha, state }) => [sha, state])).toEqual(
			commit ? [[repository.commits[commit], 'error']] : [],
		)
		expect(simulation.deletions).toEqual([])
	})

	it('a missing secret, which it names on the commit as well', async () => {
		const simulation = await runPreview('preview-success', repository, { secrets: {} })
		expect(jobNames(simulation)).toEqual(['plan'])
		expect(planOf(simulation).output).toContain('ARTIFACT_TEST_SEED_TOKEN is not set')
		expect(simulation.posted).toMatchObject([
			{
				state: 'error',
				description: 'The secret ARTIFACT_TEST_SEED_TOKEN is not set in this repository.',
			},
		])
	})
})
