import { appendFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { TestInfo } from '@playwright/test'
import { labelOf } from './label'
import type { RowChanges } from './row-changes'

type Status = NonNullable<TestInfo['status']>

/** What one test did: one per attempt. Times are milliseconds since the epoch, of the runner's clock. */
export type TestRecord = {
	/** Playwright's id of the test, which all its attempts have. */
	testId: string
	/** Of one attempt: project › file › title (repetition 2) (retry 1). */
	label: string
	shard: number
	/** Playwright's parallelIndex: the slot. */
	worker: number
	/** Playwright's workerIndex: a worker that is started again has a new one. */
	process: number
	startedAt: number
	/** null: the worker ended in the middle of the test. */
	endedAt: number | null
	status: Status | null
	/** Whether the status is what the test expects, so that it fails no run. */
	expected: boolean
	seeds: SeedRecord[]
	hashAfter: string | null
	/** By table: rows that the test added, changed and removed; null where it was not compared. */
	changes: RowChanges | null
	violations: { at: number; code: string; message: string }[]
}

export type SeedRecord = {
	startedAt: number
	endedAt: number
	/** Milliseconds in the database, or as long as the call took. */
	seedMs: number
	/** Whether the data of the worker's earlier tests was kept, and nothing was seeded. */
	kept: boolean
	leaseId: string | null
	contentHash: string
}

/** The record of a test that has begun, and has not been seeded. */
export function begunTest(testInfo: TestInfo, shard: number): TestRecord {
	return {
		...{ testId: testInfo.testId, label: labelOf(testInfo), shard, worker: testInfo.parallelIndex },
		...{ process: testInfo.workerIndex, startedAt: Date.now(), endedAt: null, status: null },
		...{ expected: false, seeds: [], hashAfter: null, changes: null, violations: [] },
	}
}

/** Whether Playwright takes a test that ends with the status for one that has not failed. */
export function isExpected(status: Status, { expectedStatus }: TestInfo): boolean {
	return status === 'skipped' || status === expectedStatus
}

const folderIn = (outputDir: string) => path.join(outputDir, 'isolation')

/** Notes the test for the end of the run, which takes a test's last note. A worker may end at any time after it. */
export function noteTest(outputDir: string, record: TestRecord): void {
	const folder = folderIn(outputDir)
	mkdirSync(folder, { recursive: true })
	appendFileSync(path.join(folder, `${record.process}.jsonl`), `${JSON.stringify(record)}\n`)
}

/**
 * Notes a test that failed before it was seeded or after its record was made: in a hook for all tests, or in a fixture
 * around it. For the end of a process, which Playwright ends after each test that failed.
 */
export function noteFailure(testInfo: TestInfo, shard: number): void {
	const { status = 'passed' } = testInfo
	if (isExpected(status, testInfo)) return
	const record = lastNote(testInfo) ?? begunTest(testInfo, shard)
	const endedAt = record.endedAt ?? Date.now()
	noteTest(testInfo.project.outputDir, { ...record, endedAt, status, expected: false })
}

/**
 * Notes a test without the fixtures that broke isolation. Nobody but its page knows that it was this test, so the test
 * begins in the report when it opened the page's context.
 */
export function noteUnleased(
	testInfo: TestInfo,
	shard: number,
	{ code, message, openedAt }: { code: string; message: string; openedAt: number },
): void {
	const record = lastNote(testInfo) ?? { ...begunTest(testInfo, shard), startedAt: openedAt }
	const endedAt = Date.now()
	const violations = [...record.violations, { at: endedAt, code, message }]
	const failed: TestRecord = { ...record, endedAt, status: 'failed', expected: false, violations }
	noteTest(testInfo.project.outputDir, failed)
}

/** What this attempt of the test has noted last. */
function lastNote({ project, workerIndex, testId }: TestInfo): TestRecord | undefined {
	return readTests(project.outputDir).findLast(
		(test) => test.process === workerIndex && test.testId === testId,
	)
}

/** The last attempt of each test, by which Playwright tells whether it failed. `tests`: in the order of their starts. */
export function lastAttempts(tests: TestRecord[]): TestRecord[] {
	return [...new Map(tests.map((test) => [test.testId, test])).values()]
}

/** The records of all tests whose workers left notes in the output folder, in the order of their starts. */
export function readTests(outputDir: string): TestRecord[] {
	const folder = folderIn(outputDir)
	const tests = new Map<string, TestRecord>()
	for (const name of filesIn(folder))
		for (const line of readFileSync(path.join(folder, name), 'utf8').split('\n')) {
			const record = parsed(line)
			if (record) tests.set(`${record.process} ${record.startedAt} ${record.label}`, record)
		}
	return [...tests.values()].sort((one, other) => one.startedAt - other.startedAt)
}

function filesIn(folder: string): string[] {
	try {
		return readdirSync(folder)
	} catch {
		return []
	}
}

/** null for the part of a line that a killed worker may leave. */
function parsed(line: string): TestRecord | null {
	try {
		return JSON.parse(line)
	} catch {
		return null
	}
}
