import { describe, expect, it } from 'vitest'
import { actionlint } from './actionlint'
import { ruleFindings } from './rules'
import { readWorkflow, readWorkflows } from './workflow'

describe.each(readWorkflows())('$file', ({ file, text }) => {
	it('keeps every rule of this project', () => {
		expect(ruleFindings(text)).toEqual([])
	})

	it('has nothing that actionlint finds', async () => {
		expect(await actionlint(text, file)).toEqual([])
	})
})

type Broken = [name: string, edit: [find: string, replace: string], rule: string]

const checkoutPin = '@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2'
const tokenLine = 'ARTIFACT_TEST_SEED_TOKEN: ${{ secrets.ARTIFACT_TEST_SEED_TOKEN }}'
const cancels = 'cancel-in-progress: ${{ github.run_attempt == 1 }}'
const planRun = 'run: node .github/scripts/plan-preview.mjs'
const title = 'echo "${{ github.event.deployment_status.description }}"'

const brokenPreviews: Broken[] = [
	['an action by its tag', [checkoutPin, '@v6'], 'pinned-actions'],
	['an action without its version', [checkoutPin, checkoutPin.slice(0, 41)], 'pinned-actions'],
	['an action of someone else', ['actions/cache@', 'someone/cache@'], 'pinned-actions'],
	['permissions for all jobs', ['permissions: {}', 'permissions: write-all'], 'least-permissions'],
	['no word on permissions', ['permissions: {}\n', ''], 'least-permissions'],
	[
		'tests that may write',
		[
			'    permissions:\n      contents: read\n    strategy',
			'    permissions:\n      contents: write\n    strategy',
		],
		'least-permissions',
	],
	[
		'tests that may post a status',
		[
			'    permissions:\n      contents: read\n    strategy',
			'    permissions:\n      statuses: write\n    strategy',
		],
		'least-permissions',
	],
	[
		"GitHub's token for the tests",
		[tokenLine, 'GITHUB_TOKEN: ${{ github.token }}'],
		'token-of-posting-steps',
	],
	["the event's title in a shell line", [planRun, `run: ${title}`], 'no-expressions-in-run'],
	['shell in the workflow', [planRun, 'run: test -n "$HAS_TOKEN" && date'], 'scripts-in-files'],
	['a job without a time limit', ['    timeout-minutes: 30\n', ''], 'time-limits'],
	['tests without a time limit', ['        timeout-minutes: 20\n', ''], 'time-limits'],
	['tests as long as their job', ['timeout-minutes: 20', 'timeout-minutes: 30'], 'time-limits'],
	['a job with hours', ['timeout-minutes: 30', 'timeout-minutes: 300'], 'time-limits'],
	['the newest runner', ['runs-on: ubuntu-24.04', 'runs-on: ubuntu-latest'], 'pinned-runner'],
	[
		"GitHub's token left behind",
		['          persist-credentials: false\n', ''],
		'no-credentials-left',
	],
	[
		'a secret for a whole job',
		['    name: Clean up\n', `    name: Clean up\n    env:\n      ${tokenLine}\n`],
		'secrets-by-step',
	],
	[
		'a secret for all jobs',
		['permissions: {}\n', `permissions: {}\n\nenv:\n  ${tokenLine}\n`],
		'secrets-by-step',
	],
	[
		'a secret for the plan',
		["HAS_TOKEN: ${{ secrets.ARTIFACT_TEST_SEED_TOKEN != '' }}", tokenLine],
		'secrets-by-step',
	],
	[
		'a secret for an action',
		['          cache: npm\n', '          cache: npm\n          token: ${{ secrets.X }}\n'],
		'secrets-by-step',
	],
	[
		'strangers’ pull requests',
		['  deployment_status:\n', '  deployment_status:\n  pull_request_target:\n'],
		'trusted-events',
	],
	[
		'a plan for production',
		["      !startsWith(github.event.deployment.environment, 'Production') &&\n", ''],
		'preview-jobs',
	],
	['a clean-up of what succeeded', ['    if: always() && needs', '    if: needs'], 'preview-jobs'],
	[
		'a step of the clean-up that is left out',
		[
			'      - if: always()\n        run: node .github/scripts/clean-up',
			'      - run: node .github/scripts/clean-up',
		],
		'preview-jobs',
	],
	[
		'one group for both shards',
		['-${{ matrix.shard }}\n      cancel', '\n      cancel'],
		'preview-jobs',
	],
	['one group for all branches', ['${{ needs.plan.outputs.group }}-', ''], 'preview-jobs'],
	['runs that wait for each other', [`      ${cancels}\n`, ''], 'preview-jobs'],
	[
		'an older run that ends a newer one when its jobs are run again',
		[cancels, 'cancel-in-progress: true'],
		'preview-jobs',
	],
	[
		'a clean-up that is cancelled',
		['    name: Clean up\n', '    name: Clean up\n    concurrency:\n      group: clean-up\n'],
		'preview-jobs',
	],
	[
		'a group of the whole workflow',
		[
			'permissions: {}\n',
			'permissions: {}\n\nconcurrency:\n  group: preview\n  cancel-in-progress: true\n',
		],
		'preview-jobs',
	],
]

const brokenBuilds: Broken[] = [
	['a shard that nobody runs', ['shard: [1, 2]', 'shard: [1]'], 'whole-suite'],
	[
		'a shard that nobody waits for',
		['merge-reports.mjs shards 2', 'merge-reports.mjs shards 1'],
		'whole-suite',
	],
	[
		'permissions to write',
		['permissions:\n  contents: read', 'permissions:\n  contents: write'],
		'least-permissions',
	],
	[
		'a title in a shell line',
		['run: npm run lint', 'run: echo ${{ github.event.pull_request.title }}'],
		'no-expressions-in-run',
	],
	['tests without a time limit', ['        timeout-minutes: 20\n', ''], 'time-limits'],
	['a secret', ["WORKERS: '3'", 'TOKEN: ${{ secrets.TOKEN }}'], 'secrets-by-step'],
	['an action by its branch', [checkoutPin, '@main'], 'pinned-actions'],
]

function broken(file: string, [find, replace]: Broken[1]): string {
	const text = readWorkflow(file)
	if (!text.includes(find)) throw new Error(`${file} has no place that reads: ${find}`)
	return text.replace(find, () => replace)
}

describe('the rules find', () => {
	it.each(brokenPreviews)('in the preview workflow %s', (_, edit, rule) => {
		const found = ruleFindings(broken('preview-e2e.yml', edit)).map((finding) => finding.rule)
		expect(found).toContain(rule)
	})

	it.each(brokenBuilds)('in the workflow of every push %s', (_, edit, rule) => {
		const found = ruleFindings(broken('ci.yml', edit)).map((finding) => finding.rule)
		expect(found).toContain(rule)
	})
})

describe('actionlint finds', () => {
	it.each<Broken>([
		['a job that does not exist', ['needs: [plan, test]', 'needs: [plan, tests]'], 'job-needs'],
		[
			'an output that nobody hands on',
			['needs.plan.outputs.url', 'needs.plan.outputs.address'],
			'expression',
		],
		['a key that means nothing', ['    timeout-minutes:', '    timeout-minute:'], 'syntax-check'],
		['a runner that there is not', ['ubuntu-24.04', 'ubuntu-24.05'], 'runner-label'],
	])('%s', async (_, edit, rule) => {
		const found = await actionlint(broken('preview-e2e.yml', edit), 'preview-e2e.yml')
		expect(found.map((finding) => finding.rule)).toContain(rule)
	})
})
