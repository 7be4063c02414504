const grouped = new Intl.NumberFormat('en-GB')

/** A count with its noun: "1 test", "2,000 tests". */
export function counted(count: number, noun: string): string {
	return `${grouped.format(count)} ${noun}${count === 1 ? '' : 's'}`
}

/** A duration that people compare: "0.42 s", "42.1 s", "3 min 12 s". */
export function duration(ms: number): string {
	const seconds = ms / 1000
	if (seconds < 10) return `${seconds.toFixed(2)} s`
	if (seconds < 120) return `${seconds.toFixed(1)} s`
	const whole = Math.round(seconds)
	return `${grouped.format(Math.floor(whole / 60))} min ${whole % 60} s`
}

/** Milliseconds with one decimal: "7.9". */
export function milliseconds(ms: number | null): string {
	return ms === null ? '–' : ms.toFixed(1)
}

/** The first eight characters of a hash. */
export function shortHash(hash: string): string {
	return hash.slice(0, 8)
}

/** A text of at most so many characters, which ends in … where it was longer. */
export function shortened(text: string, length: number): string {
	const characters = Array.from(text.slice(0, 2 * length + 2))
	return characters.length > length ? `${characters.slice(0, length - 1).join('')}…` : text
}

/** The different values in the order of their first. */
export function distinct<Value>(values: Iterable<Value>): Value[] {
	return [...new Set(values)]
}
