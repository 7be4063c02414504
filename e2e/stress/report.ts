import type { Options } from './arguments'
import type { Measurements } from './measurements'
import type { LateCounts } from './run'

/** What a run came to. */
export type Result = {
	options: Pick<Options, 'workers' | 'rounds' | 'faults' | 'shared'>
	/** Rounds of single workers; with `shared` rounds of all workers together. */
	rounds: { done: number; of: number }
	collisions: number
	/** Rounds in which workers collided. */
	roundsWithCollisions: number
	partialSeeds: number
	survivors: number
	unexpected: number
	late: LateCounts
	violations: {
		recorded: number
		/** Codes other than STALE_LEASE among the first that were recorded. */
		otherCodes: string[]
	}
	restarts: number
	/** Why the run ended before its last round; null: it did not. */
	ending: string | null
}

/** The table of operations, as lines. */
export function tableLines(measurements: Measurements): string[] {
	const rows = measurements.rows()
	const width = Math.max(9, ...rows.map(({ operation }) => operation.length))
	const line = (cells: string[]) => cells.map((cell) => cell.padStart(9)).join('')
	return [
		`${'operation'.padEnd(width)}${line(['count', 'p50 ms', 'p95 ms', 'p99 ms'])}`,
		...rows.map(
			({ operation, count, p50, p95, p99 }) =>
				operation.padEnd(width) +
				line([String(count), ...[p50, p95, p99].map((each) => each.toFixed(1))]),
		),
	]
}

/** The counts of a run, as lines. */
export function countLines(result: Result): string[] {
	const { rounds, violations, late, options } = result
	const expected = options.faults
		? ` (expected: ${late.refused} late requests that were refused, and at most ${late.unseen} whose answer nobody saw)`
		: ''
	const faultLines = [
		`late requests              ${late.refused} refused as stale, ${late.made} writes made`,
		`restarts of the server     ${result.restarts}`,
	]
	return [
		`rounds                     ${rounds.done} of ${rounds.of}`,
		`collisions                 ${result.collisions}`,
		`partial seeds              ${result.partialSeeds}`,
		`late writes that survived  ${result.survivors}`,
		`unexpected answers         ${result.unexpected}`,
		`violations recorded        ${violations.recorded}${expected}`,
		...(options.faults ? faultLines : []),
	]
}

/** Whether a run passed, and a sentence that says so. */
export function verdictOf(result: Result): { passed: boolean; line: string } {
	const { rounds, ending, options } = result
	if (ending)
		return { passed: false, line: `FAILED: ${ending}: ${rounds.done} of ${rounds.of} rounds done.` }
	const problems = options.shared ? problemsOfShared(result) : problemsOf(result)
	if (problems.length > 0) return { passed: false, line: `FAILED: ${problems.join('; ')}.` }
	return {
		passed: true,
		line: options.shared
			? `PASSED: collisions in ${result.roundsWithCollisions} of ${rounds.done} rounds: found, as it must.`
			: `PASSED: ${rounds.done} rounds of ${options.workers} workers, and nobody met anybody else's data.`,
	}
}

/** A run without isolation has to find a collision in each round. */
function problemsOfShared({ roundsWithCollisions, rounds, unexpected }: Result): string[] {
	return [
		...(roundsWithCollisions < rounds.done || rounds.done === 0
			? [
					`collisions in ${roundsWithCollisions} of ${rounds.done} rounds only: not found, though all workers share one project`,
				]
			: []),
		...(unexpected > 0 ? [`${unexpected} unexpected answers`] : []),
	]
}

function problemsOf(result: Result): string[] {
	const { recorded, otherCodes } = result.violations
	const { refused, unseen } = result.late
	const counts: [number, string][] = [
		[result.collisions, 'collisions'],
		[result.partialSeeds, 'partial seeds'],
		[result.survivors, 'late writes that survived'],
		[result.unexpected, 'unexpected answers'],
		[otherCodes.length, `violations other than STALE_LEASE (${otherCodes.join(', ')})`],
	]
	const found = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`)
	const isExplained = recorded >= refused && recorded <= refused + unseen
	return isExplained
		? found
		: [
				...found,
				`${recorded} violations recorded, where ${refused} to ${refused + unseen} were expected`,
			]
}
