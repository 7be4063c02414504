import { codePointsOf } from './code-points'

/** What a file says of a quote: its words, and where they stand, in UTF-16 units or in code points, or between which words. */
export type SoughtQuote = {
	exact: string
	start?: number
	end?: number
	unit: 'utf16' | 'code point'
	prefix?: string
	suffix?: string
}

type Place = { start: number; end: number }

/**
 * Finds places of quotes in a text, in UTF-16 units: at the given offsets, or else where the words stand between
 * the given ones, or where they stand only once. Null where neither holds, as a guess would be no evidence.
 */
export function quotePlacesIn(text: string): (quote: SoughtQuote) => Place | null {
	let points: ReturnType<typeof codePointsOf> | undefined
	return (quote) => {
		const { exact, unit, start, end, prefix = '', suffix = '' } = quote
		if (start !== undefined && end !== undefined) {
			points ??= unit === 'utf16' ? undefined : codePointsOf(text)
			const place = points
				? { start: points.toUnits(start), end: points.toUnits(end) }
				: { start, end }
			if (text.slice(place.start, place.end) === exact) return place
		}
		const first = text.indexOf(exact)
		if (first < 0) return null
		const placed = (at: number) => ({ start: at, end: at + exact.length })
		if (text.indexOf(exact, first + 1) < 0) return placed(first)
		if (!prefix && !suffix) return null
		const surrounded = text.indexOf(prefix + exact + suffix)
		if (surrounded < 0 || text.indexOf(prefix + exact + suffix, surrounded + 1) >= 0) return null
		return placed(surrounded + prefix.length)
	}
}
