import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Contexts, holds, interpolate } from './expressions'
import { type RecordingServer, startRecordingServer } from './recording-server'
import type { Repository } from './repository'
import { runScript, type ScriptRun } from './run-script'
import { type Job, needsOf, parseWorkflow, type Step } from './workflow'

export type Result = 'success' | 'failure' | 'cancelled' | 'skipped'

export type RecordedEvent = {
	event: 'deployment_status' | 'workflow_dispatch'
	// biome-ignore lint/suspicious/noExplicitAny: it is what GitHub sent.
	payload: any
}

export type Scenario = {
	recorded: RecordedEvent
	repository: Repository
	secrets?: Record<string, string>
	variables?: Record<string, string>
	/** The results of jobs that are listed only, by default `success`. */
	results?: Record<string, Result>
	/** The number of the run's attempt, by default 1. */
	attempt?: number
	/** Whether someone cancels the whole run while the tests are going. */
	cancelled?: boolean
	/** The commit that the preview's address serves at the end, by default the tested commit. */
	served?: string
	/** Whether a newer run of the same commit has posted its own status meanwhile. */
	newerRun?: boolean
	/** The scripts that are run. Other commands, which install, test and upload, are listed only. */
	executed?: RegExp
}

export type SimulatedStep = {
	what: string
	with: Record<string, string>
	env: Record<string, string>
	ran?: ScriptRun
}

export type SimulatedJob = {
	name: string
	shard?: string
	group?: string
	/** Whether the job cancels a running job of its group. */
	cancels?: boolean
	steps: SimulatedStep[]
}

export type Simulation = {
	jobs: SimulatedJob[]
	results: Record<string, Result>
	/** The statuses that were posted on commits, in order. */
	posted: { sha: string; state: string; description: string; target_url: string }[]
	/** The requests to the preview that delete seeds. */
	deletions: RecordingServer['requests']
}

export const runId = '6100200300'
export const repositoryName = 'artifact-team/artifact'
export const runPages = `https://github.com/${repositoryName}/actions/runs/`

/** Simulates a workflow for an event: its jobs and their variables. Runs the scripts that match `executed`. */
export async function simulate(text: string, scenario: Scenario): Promise<Simulation> {
	const { recorded, repository, cancelled = false, results: given = {} } = scenario
	const { executed = /plan-preview|clean-up|post-status/ } = scenario
	const { event, payload } = recorded
	const attempt = String(scenario.attempt ?? 1)
	const simulation: Simulation = { jobs: [], results: {}, posted: [], deletions: [] }
	const needs: Record<string, { result: Result; outputs: Record<string, string> }> = {}
	const served = () => scenario.served ?? needs.plan?.outputs.sha
	const server = await startRecordingServer((request) => {
		if (request.origin.endsWith('.vercel.app')) {
			if (request.method === 'GET')
				return { status: 200, body: JSON.stringify({ commit: served() }) }
			simulation.deletions.push(request)
			return { status: 200, body: JSON.stringify({ status: 'ok', deleted: 4 }) }
		}
		if (request.method === 'POST')
			simulation.posted.push({ sha: path.basename(request.path), ...JSON.parse(request.body) })
		const own = simulation.posted.at(-1)
		const newer = { ...own, target_url: `${runPages}${Number(runId) + 1}` }
		const statuses = own ? [scenario.newerRun ? newer : own] : []
		return { status: 200, body: JSON.stringify({ statuses }) }
	})
	const eventFile = path.join(repository.clone, '..', `event-${randomUUID()}.json`)
	writeFileSync(eventFile, JSON.stringify(payload))
	const sha = event === 'deployment_status' ? payload.deployment?.sha : repository.commits.main
	const github = {
		...{ event_name: event, event: payload, sha, run_id: runId, run_attempt: attempt },
		...{ token: 'github-token', repository: repositoryName },
	}
	const runnerVariables = {
		...{ GITHUB_EVENT_NAME: event, GITHUB_EVENT_PATH: eventFile, GITHUB_RUN_ID: runId },
		...{ GITHUB_RUN_ATTEMPT: attempt, GITHUB_REPOSITORY: repositoryName },
		...{ GITHUB_SERVER_URL: 'https://github.com', GITHUB_API_URL: 'https://api.github.com' },
	}
	// The scripts can send requests to no other origin.
	const routes: Record<string, string> = { 'https://api.github.com': server.url }

	async function runStep(step: Step, contexts: Contexts): Promise<SimulatedStep> {
		const each = (values: Step['env'] = {}) =>
			Object.fromEntries(
				Object.entries(values).map(([name, value]) => [name, interpolate(value, contexts)]),
			)
		const env = each(step.env)
		const simulated = { what: step.run ?? step.uses ?? '', with: each(step.with), env }
		if (!step.run || !executed.test(step.run)) return simulated
		if (env.BASE_URL) routes[env.BASE_URL] = server.url
		const variables = { ...runnerVariables, ...env, TEST_ROUTES: JSON.stringify(routes) }
		return {
			...simulated,
			ran: await runScript(step.run, { cwd: repository.clone, env: variables }),
		}
	}

	async function runJob(name: string, job: Job, matrix: Record<string, unknown>): Promise<Result> {
		const steps: Record<string, { outputs: Record<string, string> }> = {}
		const contexts = {
			...{ github, needs, matrix, steps, runner: { os: 'Linux' } },
			...{ secrets: scenario.secrets ?? {}, vars: scenario.variables ?? {} },
		}
		const group = job.concurrency && interpolate(job.concurrency.group, contexts)
		const cancels =
			job.concurrency &&
			interpolate(job.concurrency['cancel-in-progress'] ?? false, contexts) === 'true'
		const shard = matrix.shard === undefined ? undefined : String(matrix.shard)
		const simulated: SimulatedJob = { name, shard, group, cancels, steps: [] }
		simulation.jobs.push(simulated)
		let failed = false
		for (const step of job.steps) {
			const done = await runStep(step, contexts)
			simulated.steps.push(done)
			if (step.id) steps[step.id] = { outputs: done.ran?.outputs ?? {} }
			failed ||= done.ran !== undefined && done.ran.exitCode !== 0
		}
		const outputs = Object.entries(job.outputs ?? {}).map(([output, value]) => [
			output,
			interpolate(value, contexts),
		])
		const result = failed ? 'failure' : (given[name] ?? 'success')
		needs[name] = { result, outputs: Object.fromEntries(outputs) }
		return result
	}

	try {
		for (const [name, job] of Object.entries(parseWorkflow(text).jobs)) {
			const results = needsOf(job).map((needed) => simulation.results[needed] ?? 'skipped')
			const state = { results, cancelled: cancelled && name !== 'plan' && name !== 'test' }
			const contexts = { github, needs, vars: scenario.variables ?? {} }
			if (holds(job.if, contexts, state)) {
				const shards = job.strategy?.matrix.shard ?? [undefined]
				for (const shard of shards)
					simulation.results[name] = await runJob(name, job, shard === undefined ? {} : { shard })
			} else {
				simulation.results[name] = 'skipped'
				needs[name] = { result: 'skipped', outputs: {} }
			}
		}
	} finally {
		await server.close()
	}
	return simulation
}
