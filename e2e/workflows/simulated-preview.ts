import { expect } from 'vitest'
import { recordedEvent } from './recorded-events'
import type { Repository } from './repository'
import type { ScriptRun } from './run-script'
import { type Scenario, type SimulatedStep, type Simulation, simulate } from './simulation'
import { readWorkflow } from './workflow'

export const token = 'the-token-of-the-test-helpers-x1'
export const bypass = 'the-bypass-of-the-protection-x2'
export const secrets = {
	ARTIFACT_TEST_SEED_TOKEN: token,
	VERCEL_AUTOMATION_BYPASS_SECRET: bypass,
}
/** The address of the previews of the branch feature/synthesis. */
export const preview = 'https://artifact-git-feature-synthesis-team.vercel.app'

export const everyJob = ['plan', 'test 1', 'test 2', 'clean-up', 'report', 'status']

export type Rest = Partial<Scenario> & { text?: string }

/** Runs the preview workflow for a recorded event. Expects no commands for the runner in its logs. */
export async function runPreview(
	name: string,
	repository: Repository,
	{ text = readWorkflow('preview-e2e.yml'), ...rest }: Rest = {},
): Promise<Simulation> {
	const recorded = recordedEvent(name)
	const simulation = await simulate(text, { recorded, repository, secrets, ...rest })
	for (const { ran } of simulation.jobs.flatMap(({ steps }) => steps))
		if (ran) expectNoCommands(ran)
	return simulation
}

/** Like `runPreview`, but runs only the script of the job `plan`; the steps of the other jobs are listed only. */
export function runPlan(
	name: string,
	repository: Repository,
	rest: Rest = {},
): Promise<Simulation> {
	return runPreview(name, repository, { ...rest, executed: /plan-preview/ })
}

/** Expects no commands for the runner that others wrote. A script that fails writes one command itself. */
function expectNoCommands({ exitCode, output }: ScriptRun): void {
	const commands = output.split('\n').filter((line) => /^\s*::|##\[/.test(line))
	expect(commands).toHaveLength(exitCode === 0 ? 0 : 1)
}

export function jobNames({ jobs }: Simulation): string[] {
	return jobs.map(({ name, shard }) => (shard ? `${name} ${shard}` : name))
}

/** The run of the script of the job `plan`. */
export function planOf({ jobs }: Simulation): ScriptRun {
	const ran = jobs.find(({ name }) => name === 'plan')?.steps.at(-1)?.ran
	if (!ran) throw new Error('The job plan did not run.')
	return ran
}

export function stepOf(
	{ jobs }: Simulation,
	job: string,
	{ what, shard }: { what: string; shard?: string },
): SimulatedStep | undefined {
	const steps = jobs.find((each) => each.name === job && each.shard === shard)?.steps ?? []
	return steps.find((each) => each.what.includes(what))
}
