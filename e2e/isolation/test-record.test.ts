import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { lastAttempts, noteTest, readTests, type TestRecord } from './test-record'

let folder: string
beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'notes-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const begun = (process: number, label: string, startedAt: number): TestRecord => ({
	...{ testId: 'id', label, shard: 0, worker: 0, process, startedAt, endedAt: null, status: null },
	...{ expected: false, seeds: [], hashAfter: null, changes: null, violations: [] },
})

it('the last note of a test counts, and a test that only began is one that failed', () => {
	const first = begun(0, 'first', 20)
	noteTest(folder, first)
	noteTest(folder, { ...first, endedAt: 30, status: 'passed', expected: true })
	noteTest(folder, begun(1, 'killed', 10))
	expect(readTests(folder)).toMatchObject([
		{ label: 'killed', expected: false, endedAt: null },
		{ label: 'first', expected: true, endedAt: 30 },
	])
})

it('half of a note, which a killed worker left, hides no other note', () => {
	noteTest(folder, begun(0, 'first', 1))
	const [name = ''] = readdirSync(path.join(folder, 'isolation'))
	appendFileSync(path.join(folder, 'isolation', name), '{"label":"sec')
	expect(readTests(folder)).toHaveLength(1)
})

it('without notes there are no tests', () => {
	expect(readTests(path.join(folder, 'nowhere'))).toEqual([])
})

it('the last attempt of a test counts, in the order of their starts', () => {
	const failed = begun(0, 'a test', 1)
	const passed = { ...begun(1, 'a test (retry 1)', 2), expected: true }
	const other = { ...begun(0, 'another', 3), testId: 'other' }
	for (const record of [other, passed, failed]) noteTest(folder, record)
	expect(lastAttempts(readTests(folder))).toEqual([passed, other])
})
