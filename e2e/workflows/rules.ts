import type { Finding } from './actionlint'
import { type Job, parseWorkflow, type Step, type Workflow } from './workflow'

type Complain = (message: string, near?: string) => void
type Rule = (workflow: Workflow, complain: Complain, text: string) => void

const pinned =
	/^actions\/(checkout|setup-node|cache|upload-artifact|download-artifact)@[0-9a-f]{40}$/
const commands = [
	/^node \.github\/scripts\/[a-z-]+\.mjs( [a-z0-9]+)*$/,
	/^npm ci$/,
	/^npm run [a-z:]+$/,
	/^npx playwright install --with-deps chromium$/,
]
const posting = /^(plan-preview|post-status)$/
/** GitHub's token by any of its names, or a whole context that includes it. */
const anyToken = /github\s*(\.\s*token|\[)|secrets\s*(\.\s*GITHUB_TOKEN|\[)|toJSON\s*\(/i
const fromEvent = /github\s*(\.\s*(event|head_ref)\b|\[)|toJSON\s*\(/i
const kept = ['reports', 'merged', '~/.cache/ms-playwright']
const defaultBranch = '${{ github.event.repository.default_branch }}'
const readyPreview =
	"github.event_name == 'workflow_dispatch' || (github.event.deployment_status.state == 'success' && " +
	"!startsWith(github.event.deployment.environment, 'Production') && " +
	'github.event.deployment.production_environment != true)'
const anySecret = /\bsecrets\b/
/** An expression that only says whether a secret is set. */
const onlyWhether = /^\$\{\{ secrets\.[A-Z_]+ != '' \}\}$/

const rules: Record<string, Rule> = {
	'pinned-actions': (workflow, complain, text) => {
		for (const [, step] of stepsOf(workflow))
			if (step.uses && !pinned.test(step.uses))
				complain(
					`${step.uses} is not an allowed action that is pinned by the 40 digits of a commit.`,
					step.uses,
				)
		for (const [line] of text.matchAll(/^.*\buses:.*$/gm))
			if (!/@\S+ # v\d+\.\d+\.\d+$/.test(line))
				complain(`${line.trim()} does not name its version after a #.`, line)
	},
	'least-permissions': (workflow, complain) => {
		for (const grant of grantsOf(workflow.permissions))
			if (grant !== 'contents: read') complain(`The whole workflow has: ${grant}.`)
		for (const [name, job] of Object.entries(workflow.jobs)) {
			const posts = job.steps.some((step) => isScript(step, posting))
			for (const grant of job.permissions ? grantsOf(job.permissions) : [])
				if (grant !== 'contents: read' && !(posts && grant === 'statuses: write'))
					complain(`The job ${name} has the permission ${grant}, which none of its steps needs.`)
		}
	},
	'token-of-posting-steps': (workflow, complain) => {
		for (const [name, step] of stepsOf(workflow))
			if (anyToken.test(JSON.stringify(step)) && !isScript(step, posting))
				complain(`A step of the job ${name} has GitHub's token, but posts nothing.`)
		if (anyToken.test(JSON.stringify(withoutSteps(workflow, () => ({})))))
			complain("GitHub's token is used outside of a step.", 'token')
	},
	'no-expressions-in-run': (workflow, complain) => {
		for (const [name, step] of stepsOf(workflow))
			if (step.run?.includes('${{'))
				complain(`The job ${name} has an expression in a shell line; pass it by env.`, step.run)
	},
	'scripts-in-files': (workflow, complain) => {
		for (const [name, { run }] of stepsOf(workflow))
			if (run !== undefined && !commands.some((command) => command.test(run)))
				complain(`The job ${name} runs a command that is no script and no npm command.`, run)
	},
	'no-other-shell': (workflow, complain) => {
		const jobs = Object.values(workflow.jobs)
		const given = [workflow, ...jobs, ...jobs.flatMap(({ steps }) => steps)].flatMap(Object.keys)
		for (const key of ['shell', 'defaults', 'container'])
			if (given.includes(key)) complain(`${key} changes how the commands run.`, key)
	},
	'no-ignored-failures': (workflow, complain) => {
		if (JSON.stringify(workflow).includes('"continue-on-error":'))
			complain('A failure with continue-on-error counts as a success.', 'continue-on-error')
	},
	'trusted-inputs': (workflow, complain) => {
		for (const [name, step] of stepsOf(workflow))
			for (const [input, value] of Object.entries(step.with ?? {}))
				if (fromEvent.test(String(value)) && !(isAction(step, 'checkout') && input === 'ref'))
					complain(`The job ${name} passes a value of the event to an action.`, String(value))
	},
	'kept-paths': (workflow, complain) => {
		for (const [name, step] of stepsOf(workflow))
			if (isAction(step, 'upload-artifact') || isAction(step, 'cache'))
				if (!kept.includes(String(step.with?.path)))
					complain(`The job ${name} keeps ${step.with?.path}, which is no report and no browser.`)
	},
	'time-limits': (workflow, complain) => {
		for (const [name, job] of Object.entries(workflow.jobs))
			if (!(Number(job['timeout-minutes']) <= 30)) complain(`${name} may run over 30 minutes.`)
		for (const [name, step] of stepsOf(workflow))
			if (isScript(step, /^test-shard$/)) {
				const limit = Number(workflow.jobs[name]?.['timeout-minutes'])
				if (!(Number(step['timeout-minutes']) <= limit - 10))
					complain(`Tests of ${name} that hang do not fail 10 minutes before the job ends.`)
			}
	},
	'pinned-runner': (workflow, complain) => {
		for (const [name, job] of Object.entries(workflow.jobs))
			if (!/^ubuntu-\d\d\.04$/.test(job['runs-on'] ?? ''))
				complain(`The job ${name} does not name the version of its runner.`)
	},
	'no-credentials-left': (workflow, complain) => {
		for (const [name, step] of stepsOf(workflow))
			if (isAction(step, 'checkout') && step.with?.['persist-credentials'] !== false)
				complain(`The checkout of the job ${name} leaves GitHub's token behind.`)
	},
	'secrets-by-step': (workflow, complain) => {
		if ('pull_request' in workflow.on && anySecret.test(JSON.stringify(workflow)))
			complain('A secret is within reach of code that a pull request changes.', 'secrets')
		for (const [name, step] of stepsOf(workflow)) {
			const given = Object.values(step.env ?? {}).map(String)
			const takes = given.some((value) => anySecret.test(value) && !onlyWhether.test(value))
			if (takes && !isScript(step, /^(test-shard|clean-up)$/))
				complain(`A step of the job ${name} gets a secret that it does not need.`)
		}
		if (anySecret.test(JSON.stringify(withoutSteps(workflow, withoutEnv))))
			complain('A secret is used outside of the env of a step.', 'secrets')
	},
	'whole-suite': ({ jobs }, complain) => {
		const counts = Object.values(jobs).flatMap(({ strategy, steps }) => [
			...(strategy?.matrix.shard ? [strategy.matrix.shard.length] : []),
			...steps.flatMap(({ env, run }) => [
				...(/\/(\d+)$/
					.exec(String(env?.SHARD ?? ''))
					?.slice(1)
					.map(Number) ?? []),
				...(/merge-reports\.mjs \S+ (\d+)$/
					.exec(run ?? '')
					?.slice(1)
					.map(Number) ?? []),
			]),
		])
		if (counts.length > 0 && (counts.length < 3 || new Set(counts).size > 1))
			complain('The matrix, SHARD and merge-reports.mjs disagree on the number of shards.', 'SHARD')
	},
	'trusted-events': (workflow, complain) => {
		for (const event of Object.keys(workflow.on))
			if (['pull_request_target', 'workflow_run', 'issue_comment'].includes(event))
				complain(`${event} runs code of strangers with secrets.`, event)
	},
	'preview-jobs': (workflow, complain) => {
		const { plan, test, 'clean-up': cleanUp, status } = workflow.jobs
		if (!('deployment_status' in workflow.on)) return
		if (plan?.if?.replace(/\s+/g, ' ').trim() !== readyPreview)
			complain('The condition of the job plan is not the one for previews that are ready.')
		for (const [name, job] of Object.entries({ plan, 'clean-up': cleanUp, status })) {
			const checkouts = job?.steps.filter((step) => isAction(step, 'checkout')) ?? []
			if (checkouts.length !== 1 || checkouts[0]?.with?.ref !== defaultBranch)
				complain(`The job ${name} does not run the scripts of the default branch.`)
		}
		if (!/^always\(\) &&/.test(cleanUp?.if ?? ''))
			complain('The job clean-up does not begin its condition with always().')
		if (!/^always\(\) &&/.test(status?.if ?? ''))
			complain('The job status does not begin its condition with always().')
		for (const step of [...(cleanUp?.steps ?? []), ...(status?.steps ?? [])])
			if (step.if !== 'always()') complain('A step of clean-up or status is not run always().')
		const { group = '', 'cancel-in-progress': cancels } = test?.concurrency ?? {}
		if (!group.includes('needs.plan.outputs.group') || !group.includes('matrix.shard'))
			complain('The newer run of a branch does not end the same shard of the older one.')
		if (cancels !== '${{ github.run_attempt == 1 }}')
			complain('Only first attempts may cancel tests of an older run, and all of them have to.')
		for (const [name, job] of Object.entries(workflow.jobs))
			if (job.concurrency && name !== 'test')
				complain(`The job ${name} is in a group, by which another run can cancel it.`)
		if (workflow.concurrency)
			complain('A group of the whole workflow cancels the clean-up as well.')
	},
}

/** The findings of this project's rules in a workflow. `rule` names the rule. */
export function ruleFindings(text: string): Finding[] {
	const workflow = parseWorkflow(text)
	return Object.entries(rules).flatMap(([rule, check]) => {
		const findings: Finding[] = []
		check(
			workflow,
			(message, near) => findings.push({ rule, message, line: near ? lineOf(text, near) : 0 }),
			text,
		)
		return findings
	})
}

function lineOf(text: string, near: string): number {
	const offset = text.indexOf(near)
	return offset === -1 ? 0 : text.slice(0, offset).split('\n').length
}

function stepsOf({ jobs }: Workflow): [job: string, step: Step][] {
	return Object.entries(jobs).flatMap(([name, job]: [string, Job]) =>
		job.steps.map((step): [string, Step] => [name, step]),
	)
}

function grantsOf(permissions: Job['permissions']): string[] {
	if (permissions === undefined) return ['what the repository gives by default']
	if (typeof permissions === 'string') return [permissions]
	return Object.entries(permissions).map(([scope, access]) => `${scope}: ${access}`)
}

function isScript(step: Step, name: RegExp): boolean {
	const script = /^node \.github\/scripts\/([a-z-]+)\.mjs/.exec(step.run ?? '')?.[1]
	return script !== undefined && name.test(script)
}

function isAction({ uses }: Step, name: string): boolean {
	return uses?.startsWith(`actions/${name}@`) ?? false
}

function withoutSteps(workflow: Workflow, rest: (step: Step) => Step): object {
	const jobs = Object.values(workflow.jobs)
	return { ...workflow, jobs: jobs.map((job) => ({ ...job, steps: job.steps.map(rest) })) }
}

function withoutEnv({ env: _, ...step }: Step): Step {
	return step
}
