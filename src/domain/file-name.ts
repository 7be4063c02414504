const reserved = /^(con|prn|aux|nul|conin|conout|com\d|lpt\d)$/
const graphemes = 80
const bytes = 200

/**
 * A name for a file, made of the title's letters and digits of any script: at most 80 characters as a reader sees them
 * and 200 bytes, as file systems end at 255, and none that Windows keeps for a device.
 */
export function fileNameOf(title: string, ending: string): string {
	const words = title
		.toWellFormed()
		.normalize('NFC')
		.toLowerCase()
		.match(/[\p{L}\p{N}\p{M}]+/gu)
	let name = ''
	let left = bytes
	const segments = [...new Intl.Segmenter().segment((words ?? []).join('-').slice(0, 2_000))]
	for (const { segment } of segments.slice(0, graphemes)) {
		left -= new TextEncoder().encode(segment).length
		if (left < 0) break
		name += segment
	}
	const whole = name.replace(/-+$/, '') || 'text'
	return `${reserved.test(whole) ? `${whole}-text` : whole}.${ending}`
}
