import { describe, expect, it } from 'vitest'
import { actionlint } from './actionlint'
import { type Broken, broken, brokenBuilds, brokenPreviews } from './broken-workflows'
import { ruleFindings } from './rules'
import { readWorkflows } from './workflow'

describe.each(readWorkflows())('$file', ({ file, text }) => {
	it('keeps every rule of this project', () => {
		expect(ruleFindings(text)).toEqual([])
	})

	it('has nothing that actionlint finds', async () => {
		expect(await actionlint(text, file)).toEqual([])
	})
})

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
			'an output that does not exist',
			['needs.plan.outputs.url', 'needs.plan.outputs.address'],
			'expression',
		],
		['a key that means nothing', ['    timeout-minutes:', '    timeout-minute:'], 'syntax-check'],
		['a runner that does not exist', ['ubuntu-24.04', 'ubuntu-24.05'], 'runner-label'],
	])('%s', async (_, edit, rule) => {
		const found = await actionlint(broken('preview-e2e.yml', edit), 'preview-e2e.yml')
		expect(found.map((finding) => finding.rule)).toContain(rule)
	})
})
