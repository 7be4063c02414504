/**
 * The text, cut to at most `length` UTF-16 units between two characters as a reader sees them: a flag or an emoji of
 * several code points stays whole or goes. Halves of surrogate pairs are replaced, as nothing stores them.
 */
export function cutText(text: string, length: number): string {
	const whole = text.toWellFormed()
	if (whole.length <= length) return whole
	// The last character may begin before the cut, so that some units after it are looked at.
	const head = whole.slice(0, length + 64)
	let end = 0
	for (const { index, segment } of new Intl.Segmenter().segment(head)) {
		if (index + segment.length > length) break
		end = index + segment.length
	}
	// A character that is longer than all that may stay is cut between code points.
	return end > 0 ? whole.slice(0, end) : whole.slice(0, length).replace(/[\ud800-\udbff]$/, '')
}
