import type { TestedMutation } from './tested-mutation'

type Edit = [find: string, replace: string]

function mutation(
	[name, file, test]: [name: string, file: string, test: string],
	[find, replace]: Edit,
): TestedMutation {
	return {
		name: `workflow: ${name}`,
		tests: [`e2e/workflows/${test}.test.ts`],
		edits: [{ file: `.github/${file}`, find, replace }],
	}
}

function plan(name: string, ...edit: Edit): TestedMutation {
	return mutation([`plan: ${name}`, 'scripts/preview-plan.mjs', 'plan-preview'], edit)
}

function summary(name: string, ...edit: Edit): TestedMutation {
	return mutation([`report: ${name}`, 'scripts/isolation-summary.mjs', 'isolation-summary'], edit)
}

function text(name: string, ...edit: Edit): TestedMutation {
	return mutation([`text: ${name}`, 'scripts/runner.mjs', 'isolation-summary'], edit)
}

function cleanUp(name: string, ...edit: Edit): TestedMutation {
	return mutation([`clean-up: ${name}`, 'scripts/clean-up.mjs', 'clean-up'], edit)
}

function preview(name: string, test: string, ...edit: Edit): TestedMutation {
	return mutation([name, 'workflows/preview-e2e.yml', test], edit)
}

const planMutations: TestedMutation[] = [
	plan('deployments that are not ready', "if (status?.state !== 'success')", 'if (false)'),
	plan('production by its name', '/^production\\b/i.test(deployment.environment)', 'false'),
	plan('production by its flag', 'deployment.production_environment === true ||', ''),
	plan('other applications', 'if (deployment.environment !== settings.environment)', 'if (false)'),
	plan('deployments of anybody', "if (deployment.creator?.login !== 'vercel[bot]')", 'if (false)'),
	plan(
		'forks',
		`facts.containing.length === 0)
		return {`,
		`false)
		return {`,
	),
	plan(
		'by hand also forks',
		'facts.containing.length === 0)\n		return failed',
		'false)\n		return failed',
	),
	plan('stale commits', 'if (facts.heads.length === 0)', 'if (false)'),
	plan('addresses without encryption', "if (given.protocol !== 'https:')", 'if (false)'),
	plan(
		'addresses with a password',
		'if (given.username || given.password || given.port)',
		'if (false)',
	),
	plan('any host', 'if (!given.hostname.endsWith(hostSuffix))', 'if (false)'),
	plan('a suffix without a border', 'if (!/^[.-]./.test(settings.hostSuffix))', 'if (false)'),
	plan('a suffix as it was typed', '?.trim().toLowerCase() ||', ' ||'),
	plan('an environment as it was typed', 'PREVIEW_ENVIRONMENT?.trim()', 'PREVIEW_ENVIRONMENT'),
	plan('the whole address', 'url: given.origin', 'url: given.href'),
	plan('without the token', 'if (!settings.hasToken)', 'if (false)'),
	plan('commits with more behind them', '/^[0-9a-f]{40}$/i', '/^[0-9a-f]{40}/i'),
	plan('branches that look alike share a group', '-${digest}`', '`'),
]

const endMutations: TestedMutation[] = [
	mutation(
		['the status of a newer run is overwritten', 'scripts/post-status.mjs', 'post-status'],
		['if (await hasStatusOfNewerRun(sha))', 'if (false)'],
	),
	mutation(
		['the status of an older run is kept', 'scripts/commit-status.mjs', 'post-status'],
		["Number(id) > Number(required('GITHUB_RUN_ID'))", "id !== required('GITHUB_RUN_ID')"],
	),
	mutation(
		['success although the clean-up failed', 'scripts/final-status.mjs', 'final-status'],
		["if (cleanUp !== 'success')", 'if (false)'],
	),
	mutation(
		['success although the report failed', 'scripts/final-status.mjs', 'final-status'],
		["if (report !== 'success')", 'if (false)'],
	),
	cleanUp('follows a redirect with the secrets', "redirect: 'manual'", "redirect: 'follow'"),
	cleanUp('sends the token without encryption', "url.protocol === 'https:'", 'true'),
	cleanUp('takes any name of a run', 'if (!/^[A-Za-z0-9._-]{1,64}$/.test(run))', 'if (false)'),
	cleanUp(
		'asks any deployment',
		'if (status.commit === expected) return undefined',
		'return undefined',
	),
	cleanUp('takes any answer for a deletion', 'Number.isInteger(deleted)', 'true'),
	summary('violations are no problem', 'if (violations.length > 0)', 'if (false)'),
	summary('a missing shard is no problem', 'if (!shard?.isolation)', 'if (false)'),
	summary('missing tests are no problem', 'if (!shard?.blobs.length)', 'if (false)'),
	summary('attempts look alike', 'attempt > 1', 'false'),
	text('commands for the runner', ".replaceAll('::', ': :')", ''),
	text('lines of its own', ".replace(/[\\p{C}\\u2028\\u2029]+/gu, ' ')", ''),
	text('Markdown of its own', ".replace(/[\\\\`*_[\\]<>|~&#]/g, '\\\\$&')", ''),
]

const yamlMutations: TestedMutation[] = [
	preview(
		'the commit expected is the workflow’s, not the deployed one',
		'preview-choices',
		'SHARD: ${{ matrix.shard }}/2\n          BASE_URL: ${{ needs.plan.outputs.url }}\n          E2E_RUN_ID: ${{ needs.plan.outputs.name }}\n          E2E_EXPECTED_COMMIT: ${{ needs.plan.outputs.sha }}',
		'SHARD: ${{ matrix.shard }}/2\n          BASE_URL: ${{ needs.plan.outputs.url }}\n          E2E_RUN_ID: ${{ needs.plan.outputs.name }}\n          E2E_EXPECTED_COMMIT: ${{ github.sha }}',
	),
	preview(
		'the commit checked out is the workflow’s, not the deployed one',
		'preview-choices',
		'cancel-in-progress: ${{ github.run_attempt == 1 }}\n    steps:\n      - uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2\n        with:\n          ref: ${{ needs.plan.outputs.sha }}',
		'cancel-in-progress: ${{ github.run_attempt == 1 }}\n    steps:\n      - uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2\n        with:\n          ref: ${{ github.sha }}',
	),
	preview(
		'tests that are run again end those of a newer preview',
		'preview-choices',
		'cancel-in-progress: ${{ github.run_attempt == 1 }}',
		'cancel-in-progress: true',
	),
	preview(
		'production of one of several applications takes a runner',
		'preview-refusals',
		"!startsWith(github.event.deployment.environment, 'Production')",
		"github.event.deployment.environment != 'Production'",
	),
	preview(
		'the seeds of failed tests are left',
		'preview-run',
		"if: always() && needs.plan.outputs.run == 'true'\n    runs-on: ubuntu-24.04\n    timeout-minutes: 5\n    permissions:\n      contents: read\n    steps",
		"if: needs.plan.outputs.run == 'true'\n    runs-on: ubuntu-24.04\n    timeout-minutes: 5\n    permissions:\n      contents: read\n    steps",
	),
]

export const workflowMutations: TestedMutation[] = [
	...planMutations,
	...endMutations,
	...yamlMutations,
]
