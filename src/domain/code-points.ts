const step = 1_024

/** Converts between offsets of a text in UTF-16 units, as `String.slice` takes them, and in code points, as the Web Annotation model counts. */
export function codePointsOf(text: string) {
	// The code points before every 1,024th unit, so that an offset costs no walk from the beginning.
	const before = new Uint32Array(Math.floor(text.length / step) + 1)
	let count = 0
	for (let at = 0; at < text.length; at++) {
		if (at % step === 0) before[at / step] = count
		if (!isSecondHalf(text, at)) count++
	}
	if (text.length % step === 0) before[text.length / step] = count

	return {
		/** The code points before a unit; in the middle of a pair, those up to its end. */
		fromUnits(units: number): number {
			const end = Math.min(Math.max(units, 0), text.length)
			const block = Math.floor(end / step)
			let points = before[block] ?? 0
			for (let at = block * step; at < end; at++) if (!isSecondHalf(text, at)) points++
			return points
		},
		/** The unit at which a code point begins; the text's length for one beyond its end. */
		toUnits(points: number): number {
			let low = 0
			let high = before.length - 1
			while (low < high) {
				const middle = Math.ceil((low + high) / 2)
				if ((before[middle] ?? 0) <= points) low = middle
				else high = middle - 1
			}
			let at = low * step
			// A block may begin in the middle of a pair, which is counted in the block before.
			if (isSecondHalf(text, at)) at++
			for (let passed = before[low] ?? 0; passed < points && at < text.length; passed++)
				at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
			return at
		},
	}
}

function isSecondHalf(text: string, at: number): boolean {
	const unit = text.charCodeAt(at)
	if (unit < 0xdc00 || unit > 0xdfff || at === 0) return false
	const previous = text.charCodeAt(at - 1)
	return previous >= 0xd800 && previous <= 0xdbff
}
