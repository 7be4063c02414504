import { seedNames } from './names'
import { isSeedsOnServer, number } from './report'
import type { Results } from './results'

export type Theme = 'light' | 'dark'

const colours = {
	light: { text: '#1f2328', quiet: '#59636e', seed: '#0969da', other: '#818b98' },
	dark: { text: '#f0f6fc', quiet: '#9198a1', seed: '#58a6ff', other: '#656c76' },
} as const

// The fonts stay legible at half the width.
const width = 760
const top = 92
const rowHeight = 58
const barHeight = 16

const { raw, rawAtOnce, inProcess, trpc, rest, drizzleSeed, truncate, schema, clone } = seedNames
const ours: string[] = [inProcess, trpc, rest]
const shown: string[] = [raw, rawAtOnce, ...ours, drizzleSeed, truncate, schema, clone]

/** What the picture shows, in words. */
export const pictureTitle = 'Fresh data for one test, in milliseconds'

/** The ways to give a test its data, as horizontal bars in an SVG: the fastest first. */
export function pictureOf(results: Results, theme: Theme): string {
	const { text, quiet, seed, other } = colours[theme]
	const measures = results.sections.find(isSeedsOnServer)?.measures ?? []
	const bars = measures
		.filter(({ name }) => shown.includes(name))
		.toSorted((one, another) => one.median - another.median)
	const longest = Math.max(...bars.map(({ median }) => median))
	const rows = bars.map(({ name, median }, index) => {
		const y = top + index * rowHeight
		const length = Math.max(2, (median / longest) * width)
		return [
			`\t<text x="0" y="${y}" fill="${text}">${escaped(name)}</text>`,
			`\t<text x="${width}" y="${y}" fill="${text}" text-anchor="end" font-weight="600">${number(median)} ms</text>`,
			`\t<rect x="0" y="${y + 9}" width="${length.toFixed(1)}" height="${barHeight}" rx="2" fill="${ours.includes(name) ? seed : other}"/>`,
		].join('\n')
	})
	const height = top + bars.length * rowHeight
	const title = escaped(pictureTitle)
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title" font-family="system-ui, -apple-system, 'Segoe UI', sans-serif" font-size="21">
	<title id="title">${title}</title>
	<text x="0" y="26" fill="${text}" font-size="25" font-weight="600">${title}</text>
	<text x="0" y="56" fill="${quiet}">medians on PostgreSQL ${escaped(results.postgresql ?? '')}, three facts; shorter is better</text>
${rows.join('\n')}
</svg>
`
}

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
