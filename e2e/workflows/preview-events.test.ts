import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventNames, recordedEvent } from './recorded-events'
import { commandBranch, makeRepository, type Repository } from './repository'
import type { ScriptRun } from './run-script'
import { repositoryName, runId, type Scenario, type Simulation, simulate } from './simulation'
import { readWorkflow } from './workflow'

const token = 'the-token-of-the-test-helpers-x1'
const bypass = 'the-bypass-of-the-protection-x2'
const secrets = { ARTIFACT_TEST_SEED_TOKEN: token, VERCEL_AUTOMATION_BYPASS_SECRET: bypass }
const preview = 'https://artifact-git-feature-synthesis-team.vercel.app'
const runPage = `https://github.com/${repositoryName}/actions/runs/${runId}`
const workflow = readWorkflow('preview-e2e.yml')

let repository: Repository
beforeAll(() => {
	repository = makeRepository()
})
afterAll(() => repository.remove())

const tried = new Set<string>()

async function run(name: string, rest: Partial<Scenario> = {}): Promise<Simulation> {
	tried.add(name)
	const recorded = recordedEvent(name)
	const simulation = await simulate(workflow, { recorded, repository, secrets, ...rest })
	for (const { ran } of simulation.jobs.flatMap(({ steps }) => steps))
		if (ran) expectNoCommands(ran)
	return simulation
}

/** No event can bring a line that the runner takes for a command; a script that fails has one of its own. */
function expectNoCommands({ exitCode, output }: ScriptRun): void {
	const lines = output.split('\n')
	const own = exitCode === 0 ? 0 : 1
	expect(lines.filter((line) => /^\s*::|##\[/.test(line))).toHaveLength(own)
}

/** The same with the jobs of the end listed only. */
function runPlan(name: string, rest: Partial<Scenario> = {}): Promise<Simulation> {
	return run(name, { ...rest, executed: /plan-preview/ })
}

function jobNames({ jobs }: Simulation): string[] {
	return jobs.map(({ name, shard }) => (shard ? `${name} ${shard}` : name))
}

function planOf({ jobs }: Simulation) {
	const ran = jobs.find(({ name }) => name === 'plan')?.steps.at(-1)?.ran
	if (!ran) throw new Error('The job plan did not run.')
	return ran
}

function step({ jobs }: Simulation, job: string, what: string, shard?: string) {
	const steps = jobs.find((each) => each.name === job && each.shard === shard)?.steps ?? []
	return steps.find((each) => each.what.includes(what))
}

const everyJob = ['plan', 'test 1', 'test 2', 'clean-up', 'report', 'status']

describe('a preview that is ready', () => {
	let simulation: Simulation
	beforeAll(async () => {
		simulation = await run('preview-success')
	})

	it('is tested in two shards, cleaned, reported and said on the commit', () => {
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
			expect(step(simulation, 'test', 'actions/checkout', shard)?.with.ref).toBe(
				repository.commits.feature,
			)
			expect(step(simulation, 'test', 'test-shard', shard)?.env).toEqual({
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

	it('is planned, cleaned and judged by what is on the default branch', () => {
		for (const job of ['plan', 'clean-up', 'status'])
			expect(step(simulation, job, 'actions/checkout')?.with.ref).toBe('main')
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

describe('no runner is taken for', () => {
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
	])('%s', async (name) => {
		const simulation = await run(name)
		expect(simulation.jobs).toEqual([])
		expect(simulation.posted).toEqual([])
		expect(simulation.deletions).toEqual([])
	})
})

describe('the plan leaves alone, in words,', () => {
	it.each([
		['production-of-several-applications', 'Production is never tested'],
		['other-application', "it is another application's"],
		['other-application-with-newline', "it is another application's"],
		['other-creator', 'made this deployment, not vercel[bot]'],
		['stale-commit', 'is not the newest of its branch'],
	])('%s', async (name, words) => {
		const simulation = await run(name)
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
		const simulation = await run('fork')
		expect(jobNames(simulation)).toEqual(['plan'])
		expect(planOf(simulation).output).toContain('it is of a fork, which gets no secret')
		expect(simulation.posted).toMatchObject([
			{
				...{ sha: repository.commits.fork, state: 'pending' },
				description: expect.stringContaining('Not run for a fork'),
			},
		])
		expect(JSON.stringify(simulation.jobs)).not.toContain(token)
	})
})

describe('the plan fails, in words, for', () => {
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
		const simulation = await run(name)
		expect(jobNames(simulation)).toEqual(['plan'])
		const { exitCode, output } = planOf(simulation)
		expect({ exitCode, output }).toEqual({ exitCode: 1, output: expect.stringContaining(words) })
		expect(simulation.posted.map(({ sha, state }) => [sha, state])).toEqual(
			commit ? [[repository.commits[commit], 'error']] : [],
		)
		expect(simulation.deletions).toEqual([])
	})

	it('a missing secret, which it names on the commit as well', async () => {
		const simulation = await run('preview-success', { secrets: {} })
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

describe('what is tested', () => {
	it('by hand is the commit and the address that were given', async () => {
		const simulation = await runPlan('by-hand')
		expect(jobNames(simulation)).toEqual(everyJob)
		expect(step(simulation, 'test', 'test-shard', '1')?.env).toMatchObject({
			BASE_URL: preview,
			E2E_EXPECTED_COMMIT: repository.commits.feature,
		})
	})

	it('by hand may be a commit that is not the newest, which ends nobody’s run', async () => {
		const simulation = await runPlan('by-hand-stale')
		expect(jobNames(simulation)).toEqual(everyJob)
		expect(simulation.jobs[1]?.group).toBe(
			`preview-commit-${repository.commits.stale.slice(0, 12)}-1`,
		)
	})

	it('is the origin alone of an address with a path', async () => {
		const simulation = await runPlan('address-with-path')
		expect(step(simulation, 'test', 'test-shard', '1')?.env.BASE_URL).toBe(preview)
	})

	it('of two previews of one commit is the newer one', async () => {
		const [one, two] = [await runPlan('shared-commit-one'), await runPlan('shared-commit-two')]
		expect(one.jobs.map(({ group }) => group)).toEqual(two.jobs.map(({ group }) => group))
		const addresses = [one, two].map((each) => step(each, 'test', 'test-shard', '1')?.env.BASE_URL)
		expect(addresses).toEqual([
			'https://artifact-git-one-team.vercel.app',
			'https://artifact-git-two-team.vercel.app',
		])
	})

	it('needs no bypass where the previews are not protected', async () => {
		const simulation = await run('preview-success', {
			secrets: { ARTIFACT_TEST_SEED_TOKEN: token },
		})
		expect(simulation.posted.at(-1)?.state).toBe('success')
		expect(simulation.deletions[0]?.headers).not.toHaveProperty('x-vercel-protection-bypass')
	})

	it('is found among several applications by the variables of the repository', async () => {
		const variables = {
			PREVIEW_ENVIRONMENT: 'Preview – docs',
			PREVIEW_HOST_SUFFIX: '-team.vercel.app',
		}
		expect(jobNames(await runPlan('other-application', { variables }))).toEqual(everyJob)
		expect(jobNames(await runPlan('preview-success', { variables }))).toEqual(['plan'])
	})

	it('with a command in the name of its branch runs none', async () => {
		const simulation = await runPlan('shell-metacharacters')
		expect(jobNames(simulation)).toEqual(everyJob)
		const { outputs } = planOf(simulation)
		expect(Object.keys(outputs).sort()).toEqual(['group', 'name', 'run', 'sha', 'url'])
		expect(outputs.group).toMatch(/^fix-touch-IFS-owned---id--[0-9a-f]{8}$/)
		expect(JSON.stringify(simulation)).not.toContain(JSON.stringify(commandBranch).slice(1, -1))
		expect(readdirSync(repository.clone)).not.toContain('owned')
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
			const simulation = await run('preview-success', rest)
			expect(simulation.deletions).toHaveLength(1)
			expect(simulation.posted.at(-1)).toMatchObject({
				...{ state, description: expect.stringContaining(words) },
			})
		},
	)

	it('a cancelled run says nothing where a newer run of the commit has the word', async () => {
		const simulation = await run('preview-success', {
			results: { test: 'cancelled' },
			newerRun: true,
		})
		expect(simulation.posted.map(({ state }) => state)).toEqual(['pending'])
		expect(simulation.deletions).toHaveLength(1)
		expect(step(simulation, 'status', 'post-status')?.ran?.exitCode).toBe(0)
	})
})

it('every recorded event is tried', () => {
	expect(eventNames.filter((name) => !tried.has(name))).toEqual([])
})
