import type { TestInfo } from '@playwright/test'
import type { WorkerSlot } from '../../src/isolation/worker-ids'
import { failFirst, sentenceOf } from './plain-errors'
import { hasChanges, inWords, type Rows, rowChanges } from './row-changes'
import type { Leased, Outcome, SeededApplication } from './seeded-application'
import { begunTest, isExpected, noteTest, type SeedRecord, type TestRecord } from './test-record'

type Wanted<Options> = {
	label: string
	seedPer: 'test' | 'worker'
	seedReadOnly?: boolean
	options: Options
}

/** A worker's data as it was before a test. */
type Start<Seed> = { seed: Seed; rows: Rows | null; made: SeedRecord; seedReadOnly: boolean }

export type Data<Options extends object, Seed extends Leased> = ReturnType<
	typeof dataOfTests<Options, Seed>
>

/** The data of one worker's tests: seeds it before a test, and says after the test what became of it. */
export function dataOfTests<Options extends object, Seed extends Leased>(
	application: SeededApplication<Options, Seed>,
	slot: WorkerSlot,
) {
	const rowsOfSeeds = new Map<string, Rows | null>()
	let start: Start<Seed> | undefined
	let record: TestRecord | undefined
	/** The request and the digest of a seed that no test has changed. */
	let untouched: { request: string; hash: string } | undefined
	/** The request of the last seed; undefined in a new process, as after a test that failed. */
	let seeded: string | undefined

	const outcome = (seed: Seed) => application.outcome(slot.run, seed)

	/** The rows of a new seed. Those of equal requests with equal digests are asked for once. */
	async function rowsOf(seed: Seed, request: string): Promise<Rows | null> {
		const key = `${request} ${seed.content_hash}`
		const known = rowsOfSeeds.get(key)
		if (known !== undefined) return known
		const { rows } = await outcome(seed)
		rowsOfSeeds.set(key, rows)
		return rows
	}

	async function seedOrKeep(
		{ label, seedPer, seedReadOnly, options }: Wanted<Options>,
		request: string,
	) {
		const owner = { ...slot, label }
		const asksNothing = request === '{}' && seeded !== undefined
		const mayKeep =
			seedPer === 'worker'
				? asksNothing || request === seeded
				: seedReadOnly && untouched?.request === request
		const kept = mayKeep && start ? await application.keep(owner, start.seed) : null
		if (kept && (seedPer === 'worker' || kept.content_hash === untouched?.hash))
			return { seed: kept, kept: true }
		const seed = await application.seed(owner, options)
		seeded = request
		return { seed, kept: false }
	}

	return {
		/** Seeds the data of a test, or keeps what the worker has. */
		async begin(wanted: Wanted<Options>): Promise<Seed> {
			const startedAt = Date.now()
			const request = JSON.stringify(wanted.options)
			const { seed, kept } = await seedOrKeep(wanted, request)
			const endedAt = Date.now()
			const { lease_id: leaseId, content_hash: contentHash } = seed
			const seedMs = seed.seed_ms ?? endedAt - startedAt
			const made = { startedAt, endedAt, seedMs, kept, leaseId, contentHash }
			if (!kept) untouched = { request, hash: contentHash }
			const rows = kept ? (await outcome(seed)).rows : await rowsOf(seed, request)
			start = { seed, rows, made, seedReadOnly: wanted.seedReadOnly ?? false }
			return seed
		},

		/** Whether the guard has refused a request of the test. */
		async isRefused(): Promise<boolean> {
			return start !== undefined && (await outcome(start.seed)).violations.length > 0
		},

		/** Notes that a test has begun. */
		note(testInfo: TestInfo): void {
			if (!start) return
			record = {
				...begunTest(testInfo, slot.shard),
				...{ startedAt: start.made.startedAt, seeds: [start.made] },
			}
			noteTest(testInfo.project.outputDir, record)
		},

		/** Notes how a test has ended, and fails it where it broke isolation. `hint` is told where the test failed. */
		async end(testInfo: TestInfo, hint?: string): Promise<void> {
			if (!start || !record) return
			const { seed } = start
			const told = await outcome(seed)
			const changes = rowChanges(start.rows, told.rows)
			const isChanged = told.content_hash !== seed.content_hash || hasChanges(changes)
			if (isChanged) untouched = undefined
			const written = start.seedReadOnly && isChanged ? inWords(changes ?? {}) : null
			const fault = faultOf(told, written, start.made.kept)
			if (hint && testInfo.errors.length > 0 && !fault) testInfo.errors.push({ message: hint })
			// A test that expects to fail, or is skipped, would pass with it.
			if (fault !== null) testInfo.expectedStatus = 'passed'
			const status = fault !== null ? 'failed' : (testInfo.status ?? 'passed')
			const ended: TestRecord = {
				...{ ...record, endedAt: Date.now(), status, hashAfter: told.content_hash, changes },
				expected: isExpected(status, testInfo),
				violations: told.violations.map(({ code, message }) => ({ at: Date.now(), code, message })),
			}
			noteTest(testInfo.project.outputDir, ended)
			await testInfo.attach('isolation', {
				body: JSON.stringify({ seed, content_hash_after: told.content_hash, changes }, null, '\t'),
				contentType: 'application/json',
			})
			if (fault !== null) failFirst(testInfo, fault)
		},
	}
}

/** What is wrong with a test, as the first error to read; null: nothing. */
function faultOf({ violations }: Outcome, written: string | null, isKept: boolean): string | null {
	if (violations.length > 0) return sentenceOf(violations)
	if (written === null) return null
	const told = [
		`This test changed its data (${written}), although it says seedReadOnly.`,
		'Remove seedReadOnly from it, so that it gets a seed of its own.',
	]
	if (isKept)
		told.push(
			'If it changed nothing, something did that an earlier test of its worker left running.',
		)
	return told.join('\n')
}
