import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeRepository, type Repository } from './repository'
import {
	bypass,
	everyJob,
	jobNames,
	planOf,
	preview,
	runPreview,
	secrets,
	stepOf,
	token,
} from './simulated-preview'
import { runId, runPages, type Scenario, type Simulation } from './simulation'

const runPage = `${runPages}${runId}`

let repository: Repository
beforeAll(() => {
	repository = makeRepository()
})
afterAll(() => repository.remove())

describe('a preview that is ready', () => {
	let simulation: Simulation
	beforeAll(async () => {
		simulation = await runPreview('preview-success', repository)
	})

	it('is tested in two shards, cleaned up, reported, and gets its statuses on the commit', () => {
		expect(jobNames(simulation)).toEqual(everyJob)
		const { feature } = repository.commits
		expect(simulation.posted.map(({ sha, state }) => [sha, state])).toEqual([
			[feature, 'pending'],
			[feature, 'success'],
		])
		for (const status of simulation.posted)
			expect(status).toMatchObject({ target_url: runPage, context: 'preview-e2e' })
	})

	it('is tested with its own address, commit and run name, shard by shard', () => {
		for (const shard of ['1', '2']) {
			expect(stepOf(simulation, 'test', { what: 'actions/checkout', shard })?.with.ref).toBe(
				repository.commits.feature,
			)
			expect(stepOf(simulation, 'test', { what: 'test-shard', shard })?.env).toEqual({
				SHARD: `${shard}/2`,
				BASE_URL: preview,
				E2E_RUN_ID: `preview-${runId}-1`,
				E2E_EXPECTED_COMMIT: repository.commits.feature,
				...secrets,
			})
		}
	})

	it('ends the same shard of an older run of its branch, and nothing else', () => {
		expect(simulation.jobs.map(({ group }) => group)).toEqual([
			undefined,
			expect.stringMatching(/^preview-feature-synthesis-[0-9a-f]{8}-1$/),
			expect.stringMatching(/^preview-feature-synthesis-[0-9a-f]{8}-2$/),
			...[undefined, undefined, undefined],
		])
	})

	it('is planned, cleaned up and judged by the scripts of the default branch', () => {
		for (const job of ['plan', 'clean-up', 'status'])
			expect(stepOf(simulation, job, { what: 'actions/checkout' })?.with.ref).toBe('main')
	})

	it('has the seeds of its run deleted, with both secrets, which go nowhere else', () => {
		expect(simulation.deletions).toHaveLength(1)
		expect(simulation.deletions[0]).toMatchObject({
			...{ method: 'DELETE', origin: preview },
			path: `/api/v1/test/cleanup?run=preview-${runId}-1`,
			headers: { authorization: `Bearer ${token}`, 'x-vercel-protection-bypass': bypass },
		})
		const holders = simulation.jobs.flatMap(({ name, steps }) =>
			steps
				.filter(({ env, with: given }) => JSON.stringify([env, given]).includes(token))
				.map(({ what }) => `${name}: ${what}`),
		)
		expect(holders).toEqual([
			'test: node .github/scripts/test-shard.mjs',
			'test: node .github/scripts/test-shard.mjs',
			'clean-up: node .github/scripts/clean-up.mjs',
		])
		const printed = simulation.jobs.flatMap(({ steps }) => steps.map(({ ran }) => ran))
		for (const secret of [token, bypass, 'github-token'])
			expect(JSON.stringify(printed)).not.toContain(secret)
	})

	it('shows the decision on the page of the run', () => {
		expect(planOf(simulation).summary).toContain('is tested at')
	})
})

describe('at the end', () => {
	const ends: [claim: string, rest: Partial<Scenario>, state: string, words: string][] = [
		['failed tests', { results: { test: 'failure' } }, 'failure', 'Tests of the preview failed.'],
		[
			'tests that a newer preview cancelled',
			{ results: { test: 'cancelled' } },
			'error',
			'Cancelled',
		],
		[
			'a run that was cancelled as a whole',
			{ results: { test: 'cancelled' }, cancelled: true },
			...(['error', 'Cancelled'] as const),
		],
		['a broken report', { results: { report: 'failure' } }, 'failure', 'broke isolation'],
	]
	it.each(ends)(
		'the seeds of %s are deleted, and the status says so',
		async (...[, rest, state, words]) => {
			const simulation = await runPreview('preview-success', repository, rest)
			expect(simulation.deletions).toHaveLength(1)
			expect(simulation.posted.at(-1)).toMatchObject({
				...{ state, description: expect.stringContaining(words) },
			})
		},
	)

	it('nothing is deleted where the address leads to another commit by then, and the status says so', async () => {
		const served = repository.commits.main
		const simulation = await runPreview('preview-success', repository, { served })
		expect(simulation.deletions).toEqual([])
		expect(stepOf(simulation, 'clean-up', { what: 'clean-up' })?.ran?.output).toContain(
			`serves commit ${served}, and the run tested ${repository.commits.feature}`,
		)
		expect(simulation.posted.at(-1)).toMatchObject({
			...{ state: 'failure', description: expect.stringContaining('not deleted') },
		})
	})

	it('a cancelled run posts nothing where a newer run of the commit has posted its status', async () => {
		const simulation = await runPreview('preview-success', repository, {
			results: { test: 'cancelled' },
			newerRun: true,
		})
		expect(simulation.posted.map(({ state }) => state)).toEqual(['pending'])
		expect(simulation.deletions).toHaveLength(1)
		expect(stepOf(simulation, 'status', { what: 'post-status' })?.ran?.exitCode).toBe(0)
	})
})
