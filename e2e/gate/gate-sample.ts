import { type Call, calls } from '../../src/testing/gate-calls'
import {
	type Answer,
	canExist,
	expectedAnswer,
	innocent,
	inputs,
	type Setting,
	type Situation,
} from '../../src/testing/gate-table'

export type Row = { situation: Situation; call: Call; expected: Answer }

/** The columns of a row with its values, as text. */
export function columnsOf({ situation, call, expected }: Row): string[] {
	const columns = Object.entries(situation).map(([name, { value }]) => `${name}=${value}`)
	return [
		...columns,
		`surface=${call.surface}`,
		`procedure=${call.procedure}`,
		`answer=${expected}`,
		`way=${call.surface} ${call.procedure} ${expected}`,
	]
}

function pairsOf(row: Row): string[] {
	const columns = columnsOf(row)
	return columns.flatMap((one, at) => columns.slice(at + 1).map((other) => `${one} & ${other}`))
}

/**
 * Chooses `count` of all possible rows for a server with this setting, the same rows in each run. Each row is the one
 * of 20 candidates with the most pairs of values that no earlier row has. Half of a candidate's inputs are innocent:
 * otherwise the first rows of the gate's table would refuse nearly every candidate.
 */
export function sampleRows({
	setting,
	addresses,
	count,
}: {
	setting: Setting
	/** The callers' addresses that the server's socket can see. */
	addresses: Situation['address'][]
	count: number
}): Row[] {
	const random = numbersFrom(18)
	const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T
	const either = <T>(usual: T, values: readonly T[]): T => (random() < 0.5 ? usual : pick(values))
	const [usualAddress = innocent.address] = addresses
	// The server refuses a request without `Host` before any handler runs.
	const hosts = inputs.host.filter(({ value }) => value !== undefined)

	const candidate = (): Row => {
		const situation: Situation = {
			...setting,
			authorization: either<Situation['authorization']>(
				innocent.authorization,
				inputs.authorization,
			),
			address: either(usualAddress, addresses),
			forwardedFor: either<Situation['forwardedFor']>(innocent.forwardedFor, inputs.forwardedFor),
			host: either<Situation['host']>(innocent.host, hosts),
			forwardedHost: either<Situation['forwardedHost']>(
				innocent.forwardedHost,
				inputs.forwardedHost,
			),
			proxy: either<Situation['proxy']>(innocent.proxy, inputs.proxy),
			site: either<Situation['site']>(innocent.site, inputs.site),
			origin: either<Situation['origin']>(innocent.origin, inputs.origin),
		}
		if (!canExist(situation)) return candidate()
		return { situation, call: pick(calls), expected: expectedAnswer(situation) }
	}

	// One row for each address, in which every other input is innocent.
	const first = addresses.map((address, at): Row => {
		const situation = { ...setting, ...innocent, address }
		const call = calls[at % calls.length] as Call
		return { situation, call, expected: expectedAnswer(situation) }
	})
	const met = new Set(first.flatMap(pairsOf))
	const news = (row: Row) => pairsOf(row).filter((pair) => !met.has(pair)).length
	const others = Array.from({ length: count - first.length }, () => {
		const candidates = Array.from({ length: 20 }, candidate).map((row) => ({
			row,
			gain: news(row),
		}))
		const [best] = candidates.sort((one, other) => other.gain - one.gain)
		const row = best?.row ?? candidate()
		for (const pair of pairsOf(row)) met.add(pair)
		return row
	})
	return [...first, ...others]
}

/** Numbers between 0 and 1 that look random and are the same for the same seed (mulberry32). */
function numbersFrom(seed: number): () => number {
	let state = seed
	return () => {
		state = (state + 0x6d2b79f5) | 0
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
	}
}
