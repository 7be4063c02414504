import { createHash } from 'node:crypto'
import type { TestInfo } from '@playwright/test'

/** The title of the test with its Playwright project, file, repetition and retry. The application takes 200 characters. */
export function labelOf({ titlePath, repeatEachIndex, project, retry }: TestInfo): string {
	const names = project.name ? [project.name, ...titlePath] : titlePath
	const repetition = repeatEachIndex > 0 ? ` (repetition ${repeatEachIndex})` : ''
	return storable(names.join(' › ')) + repetition + (retry > 0 ? ` (retry ${retry})` : '')
}

/**
 * The title in 160 characters, without NUL and halves of surrogate pairs, which PostgreSQL does not store. A title that
 * is changed for it gets a digest of the whole, by which it differs from others that begin alike.
 */
function storable(title: string): string {
	const begin = cut(title, 150).replaceAll('\0', '\uFFFD').toWellFormed()
	if (title.length <= 150 && begin === title) return title
	const digest = createHash('sha256').update(title, 'utf16le').digest('hex')
	return `${begin} ${digest.slice(0, 8)}`
}

/** At most so many code units, and whole characters only: an emoji may have several code points. */
function cut(text: string, length: number): string {
	return [...new Intl.Segmenter().segment(text)]
		.filter(({ index, segment }) => index + segment.length <= length)
		.map(({ segment }) => segment)
		.join('')
}
