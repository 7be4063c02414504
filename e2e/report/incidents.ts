import type { IsolationReport, StoredViolation, TestRecord } from './report'

type OwnViolation = TestRecord['violations'][number]

/** A request that broke isolation: as the server stored it, and as the test saw it. */
export type Incident = {
	/** null where neither the test nor the server told a time. */
	at: number | null
	code: string
	message: string
	/** null where only the test knows of it: the server lists the oldest of a run. */
	procedure: string | null
	/** null where nobody knows who sent it: a request without a lease tells whose data it touched only. */
	worker: number | null
	test: TestRecord | null
}

/** The requests of a shard that broke isolation, each once, in the order of their times. */
export function incidentsOf({ tests, violations }: IsolationReport): Incident[] {
	const seen = new Set<OwnViolation>()
	const stored = violations.map((violation) => incidentOf(violation, tests, seen))
	const unstored = tests.flatMap((test) =>
		test.violations
			.filter((own) => !seen.has(own))
			.map((own): Incident => ({ ...own, procedure: null, worker: test.worker, test })),
	)
	return [...stored, ...unstored].sort(
		(one, other) => (one.at ?? Number.MAX_VALUE) - (other.at ?? Number.MAX_VALUE),
	)
}

function incidentOf(
	violation: StoredViolation,
	tests: TestRecord[],
	seen: Set<OwnViolation>,
): Incident {
	const { code, message, procedure, worker } = violation
	const storedAt = Date.parse(violation.created_at)
	const test = testOf(violation, tests, storedAt)
	const own = test?.violations.find((each) => !seen.has(each) && isSame(each, violation))
	if (own) seen.add(own)
	const at = own?.at ?? (Number.isNaN(storedAt) ? null : within(test, storedAt))
	const sender = code === 'LEASE_REQUIRED' ? null : worker
	return { at, code, message, procedure, worker: test?.worker ?? sender, test }
}

/** The test that sent the request: tests that keep their data share a lease, so the lease alone does not tell. */
function testOf(
	violation: StoredViolation,
	tests: TestRecord[],
	storedAt: number,
): TestRecord | null {
	const { lease_id: lease, label } = violation
	const hasHeard = (test: TestRecord) => test.violations.some((own) => isSame(own, violation))
	// The label is that of the data's owner, or a mere name.
	if (lease === null) return tests.find(hasHeard) ?? null
	const ofLease = tests.filter(({ seeds }) => seeds.some(({ leaseId }) => leaseId === lease))
	const candidates = ofLease.length > 0 ? ofLease : tests.filter((test) => test.label === label)
	return (
		candidates.find(hasHeard) ??
		candidates.find((test) => test.label === label) ??
		candidates.find((test) => within(test, storedAt) === storedAt) ??
		candidates.at(-1) ??
		null
	)
}

/** The test may have heard the message within a longer one. */
function isSame(own: OwnViolation, { code, message }: StoredViolation): boolean {
	return own.code === code && own.message.includes(message)
}

/** The server's clock may differ from the runner's: a test's incident is kept within the test. */
function within(test: TestRecord | null, at: number): number {
	if (!test) return at
	return Math.min(Math.max(at, test.startedAt), test.endedAt ?? at)
}
