import { describe, expect, it } from 'vitest'
import {
	mergeIsolation,
	problemsOf,
	type ShardReport,
	summaryMarkdown,
} from '../../.github/scripts/isolation-summary.mjs'
import { shardReport, violation } from './shard-report'

const both = [shardReport(1), shardReport(2)]

describe('the isolation reports of shards', () => {
	it('become one, with every worker and its shard', () => {
		const merged = mergeIsolation(both)
		expect(merged).toMatchObject({ run: 'preview-1-1', shards: [1, 2], violations: [] })
		expect(merged.workers.map(({ shard, worker }) => [shard, worker])).toEqual([
			...[
				[1, 0],
				[1, 1],
			],
			...[
				[2, 0],
				[2, 1],
			],
		])
		expect(problemsOf(both, 2)).toEqual([])
		expect(summaryMarkdown(both, [])).toContain('Every worker kept to its own data.')
	})

	it('say of a shard that ran again which attempt counts', () => {
		const shards = [
			{ ...shardReport(1), attempt: 1 },
			{ ...shardReport(2), attempt: 3 },
		]
		expect(summaryMarkdown(shards, [])).toContain(
			'| 1 | 4 | 0 | 1 |\n| 2 (attempt 3) | 4 | 0 | 1 |',
		)
	})

	it.each<[missing: string, shards: ShardReport[], words: string]>([
		['a shard', [shardReport(1)], 'Shard 2 has no isolation report'],
		[
			'the isolation report of a shard',
			[shardReport(1), { ...shardReport(2), isolation: null }],
			'Shard 2 has no isolation report',
		],
		[
			'the tests of a shard',
			[shardReport(1), { ...shardReport(2), blobs: [] }],
			'Shard 2 has no report of its tests',
		],
		['every shard', [], 'Shard 1 has no isolation report'],
	])('are not whole without %s', (_, shards, words) => {
		expect(problemsOf(shards, 2).join(' ')).toContain(words)
	})

	it('are refused where there are more of them than shards', () => {
		expect(problemsOf([...both, shardReport(3)], 2)).toEqual([
			'There is a report of shard 3, but the run has 2 shards.',
		])
	})

	it('are refused where a request broke isolation', () => {
		const shards = [shardReport(1), shardReport(2, [violation('Worker 1 read what worker 0 has.')])]
		expect(problemsOf(shards, 2)).toEqual(['1 request broke isolation.'])
		expect(summaryMarkdown(shards, [])).toContain('Worker 1 read what worker 0 has.')
	})

	it('show what others wrote as text, on one line', () => {
		const text = 'a | b\n| c |<img src=x>`code`\n::error::x'
		const markdown = summaryMarkdown([shardReport(1, [violation(text)])], [])
		const line = markdown.split('\n').find((each) => each.includes('ISOLATION'))
		expect(line).toContain('a \\| b \\| c \\|\\<img src=x\\>\\`code\\` : :error: :x')
	})
})
