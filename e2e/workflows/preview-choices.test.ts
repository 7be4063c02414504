import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commandBranch, makeRepository, type Repository } from './repository'
import {
	everyJob,
	jobNames,
	planOf,
	preview,
	runPlan,
	runPreview,
	stepOf,
	token,
} from './simulated-preview'

let repository: Repository
beforeAll(() => {
	repository = makeRepository()
})
afterAll(() => repository.remove())

describe('what is tested', () => {
	it('by hand is the commit and the address that were given', async () => {
		const simulation = await runPlan('by-hand', repository)
		expect(jobNames(simulation)).toEqual(everyJob)
		expect(stepOf(simulation, 'test', { what: 'test-shard', shard: '1' })?.env).toMatchObject({
			BASE_URL: preview,
			E2E_EXPECTED_COMMIT: repository.commits.feature,
		})
	})

	it('by hand is not the commit that the workflow was started on', async () => {
		const simulation = await runPlan('by-hand-stale', repository)
		for (const job of ['test', 'report'])
			expect(
				stepOf(simulation, job, {
					what: 'actions/checkout',
					shard: job === 'test' ? '1' : undefined,
				})?.with.ref,
			).toBe(repository.commits.stale)
	})

	it('by hand may be a commit that is not the newest, which ends nobody’s run', async () => {
		const simulation = await runPlan('by-hand-stale', repository)
		expect(jobNames(simulation)).toEqual(everyJob)
		expect(simulation.jobs[1]?.group).toBe(
			`preview-commit-${repository.commits.stale.slice(0, 12)}-1`,
		)
	})

	it('is the origin alone of an address with a path', async () => {
		const simulation = await runPlan('address-with-path', repository)
		expect(stepOf(simulation, 'test', { what: 'test-shard', shard: '1' })?.env.BASE_URL).toBe(
			preview,
		)
	})

	it('of two previews of one commit is the newer one', async () => {
		const [one, two] = [
			await runPlan('shared-commit-one', repository),
			await runPlan('shared-commit-two', repository),
		]
		expect(one.jobs.map(({ group }) => group)).toEqual(two.jobs.map(({ group }) => group))
		const addresses = [one, two].map(
			(each) => stepOf(each, 'test', { what: 'test-shard', shard: '1' })?.env.BASE_URL,
		)
		expect(addresses).toEqual([
			'https://artifact-git-one-team.vercel.app',
			'https://artifact-git-two-team.vercel.app',
		])
	})

	it('ends the tests of an older preview, but not where jobs are run again', async () => {
		const cancelling = async (attempt: number) => {
			const { jobs } = await runPlan('preview-success', repository, { attempt })
			return jobs.filter(({ name }) => name === 'test').map(({ cancels }) => cancels)
		}
		expect(await cancelling(1)).toEqual([true, true])
		expect(await cancelling(2)).toEqual([false, false])
	})

	it('needs no bypass where the previews are not protected', async () => {
		const simulation = await runPreview('preview-success', repository, {
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
		expect(jobNames(await runPlan('other-application', repository, { variables }))).toEqual(
			everyJob,
		)
		expect(jobNames(await runPlan('preview-success', repository, { variables }))).toEqual(['plan'])
	})

	it('is found where the variables were typed with capitals and blanks', async () => {
		const variables = {
			PREVIEW_ENVIRONMENT: ' Preview – docs\n',
			PREVIEW_HOST_SUFFIX: ' -Team.Vercel.app ',
		}
		expect(jobNames(await runPlan('other-application', repository, { variables }))).toEqual(
			everyJob,
		)
	})

	it('with a command in the name of its branch runs none', async () => {
		const simulation = await runPlan('shell-metacharacters', repository)
		expect(jobNames(simulation)).toEqual(everyJob)
		const { outputs } = planOf(simulation)
		expect(Object.keys(outputs).sort()).toEqual(['group', 'name', 'run', 'sha', 'url'])
		expect(outputs.group).toMatch(/^fix-touch-IFS-owned---id--[0-9a-f]{8}$/)
		expect(JSON.stringify(simulation)).not.toContain(JSON.stringify(commandBranch).slice(1, -1))
		expect(readdirSync(repository.clone)).not.toContain('owned')
	})
})
