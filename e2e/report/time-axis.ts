/** Places moments on a common axis whose zero is the first of them. */
export type TimeAxis = {
	start: number
	/** The place of a moment, in percent of the width: "12.5%". Moments outside of the axis are put on its ends. */
	place: (at: number) => string
	/** The part of the width that the time between takes: "0.25%". */
	span: (from: number, to: number) => string
	ticks: { at: number; label: string }[]
	/** The least width in pixels. Below it the picture scrolls. */
	minWidth: number
}

const [narrowest, widest] = [680, 6_000]
/** A test of usual length has so many pixels, if the picture does not get too wide by it. */
const usualBar = 4
const tickDistance = 90

/** Makes the axis; `durations` are those of the tests. */
export function timeAxis(start: number, end: number, durations: number[]): TimeAxis {
	const length = Math.max(1, end - start)
	const usual = Math.max(1, [...durations].sort((a, b) => a - b)[durations.length >> 1] ?? length)
	const minWidth = Math.min(widest, Math.max(narrowest, Math.ceil((length / usual) * usualBar)))
	const part = (at: number) => Math.min(1, Math.max(0, (at - start) / length))
	const percent = (share: number) => `${Number((100 * share).toFixed(4))}%`
	return {
		start,
		place: (at) => percent(part(at)),
		span: (from, to) => percent(Math.max(0, part(to) - part(from))),
		ticks: ticksOf(length / 1000, minWidth / tickDistance).map((seconds) => ({
			at: start + seconds * 1000,
			label: `${seconds.toLocaleString('en-GB')} s`,
		})),
		minWidth,
	}
}

/** Round numbers from 0 on, at most about `count` of them. */
export function ticksOf(end: number, count: number): number[] {
	const least = end / count
	const power = 10 ** Math.floor(Math.log10(least))
	const step = power * ([1, 2, 5].find((factor) => factor * power >= least) ?? 10)
	// Fractions such as 0.1 are not exact: 3 × 0.1 is more than 0.3.
	const length = Math.floor(end / step + 1e-9) + 1
	const ticks = Array.from({ length }, (_, at) => at * step)
	return ticks.map((tick) => Number(tick.toPrecision(12)))
}
