import { readWorkflow } from './workflow'

type Edit = [find: string, replace: string, find2?: string, replace2?: string]

/** A way to break a workflow: its name, its edit, and the rule that has to find it. */
export type Broken = [name: string, edit: Edit, rule: string]

const checkoutPin = '@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2'
const tokenLine = 'ARTIFACT_TEST_SEED_TOKEN: ${{ secrets.ARTIFACT_TEST_SEED_TOKEN }}'
const cancels = 'cancel-in-progress: ${{ github.run_attempt == 1 }}'
const everyPush = 'on:\n  push:\n    branches: [main]\n  pull_request:\n'
const defaultBranch = '${{ github.event.repository.default_branch }}'
const planRun = 'run: node .github/scripts/plan-preview.mjs'
const title = 'echo "${{ github.event.deployment_status.description }}"'

export const brokenPreviews: Broken[] = [
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
	['a clean-up after success only', ['    if: always() && needs', '    if: needs'], 'preview-jobs'],
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
	[
		'failures that do not count',
		[cancels, `${cancels}\n    continue-on-error: true`],
		'no-ignored-failures',
	],
	[
		'a step that may fail',
		[planRun, `${planRun}\n        continue-on-error: true`],
		'no-ignored-failures',
	],
	['another shell', [planRun, `${planRun}\n        shell: sh -c "env" {0}`], 'no-other-shell'],
	[
		'another shell for all jobs',
		['permissions: {}\n', 'permissions: {}\n\ndefaults:\n  run:\n    shell: sh\n'],
		'no-other-shell',
	],
	[
		'a container',
		['    name: Report\n', '    name: Report\n    container: node:22\n'],
		'no-other-shell',
	],
	[
		"GitHub's token for all jobs",
		['permissions: {}\n', 'permissions: {}\n\nenv:\n  T: ${{ github.token }}\n'],
		'token-of-posting-steps',
	],
	[
		'everything about the run for a job',
		['    name: Report\n', '    name: Report\n    env:\n      T: ${{ toJSON(github) }}\n'],
		'token-of-posting-steps',
	],
	[
		'everything about the run for the tests',
		[tokenLine, 'T: ${{ toJSON(github) }}'],
		'token-of-posting-steps',
	],
	[
		"GitHub's token as a secret for the tests",
		[tokenLine, 'T: ${{ secrets.GITHUB_TOKEN }}'],
		'token-of-posting-steps',
	],
	[
		"GitHub's token for another script",
		['scripts/post-status.mjs', 'scripts/post-mortem.mjs'],
		'token-of-posting-steps',
	],
	[
		'statuses of another script',
		['scripts/post-status.mjs', 'scripts/post-mortem.mjs'],
		'least-permissions',
	],
	[
		'a secret for another script',
		['scripts/clean-up.mjs', 'scripts/no-clean-up.mjs'],
		'secrets-by-step',
	],
	['an action with scripts', ['actions/cache@', 'actions/github-script@'], 'pinned-actions'],
	[
		'a value of the event in an action',
		['          cache: npm\n', '          cache: ${{ github.event.deployment.ref }}\n'],
		'trusted-inputs',
	],
	[
		'a plan by the deployed commit',
		[`ref: ${defaultBranch}`, 'ref: ${{ github.event.deployment.sha }}'],
		'preview-jobs',
	],
	[
		'a plan that does not say what it checks out',
		[`          ref: ${defaultBranch}\n`, ''],
		'preview-jobs',
	],
	[
		'a plan for previews that are not ready',
		["state == 'success' &&", "state != 'failure' &&"],
		'preview-jobs',
	],
	[
		'a plan for everything',
		["github.event_name == 'workflow_dispatch' ||", 'true ||'],
		'preview-jobs',
	],
	['the whole checkout as a report', ['path: reports', 'path: .'], 'kept-paths'],
	['a cache of the home folder', ['path: ~/.cache/ms-playwright', 'path: ~'], 'kept-paths'],
]

export const brokenBuilds: Broken[] = [
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
	[
		'strangers’ pull requests, in a list',
		[everyPush, 'on: [push, pull_request_target]\n'],
		'trusted-events',
	],
	['strangers’ pull requests alone', [everyPush, 'on: pull_request_target\n'], 'trusted-events'],
	[
		'a secret for pull requests in a list',
		[everyPush, 'on: [push, pull_request]\n', "WORKERS: '3'", tokenLine],
		'secrets-by-step',
	],
]

/** The text of a workflow after an edit. Throws where the workflow has no place for the edit. */
export function broken(file: string, [find, replace, ...more]: Edit): string {
	const text = readWorkflow(file)
	if (!text.includes(find)) throw new Error(`${file} has no place that reads: ${find}`)
	const [find2, replace2 = ''] = more
	const edited = text.replace(find, () => replace)
	if (find2 === undefined) return edited
	if (!edited.includes(find2)) throw new Error(`${file} has no place that reads: ${find2}`)
	return edited.replace(find2, () => replace2)
}
