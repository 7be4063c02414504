import type { TestInfo } from '@playwright/test'

/**
 * The title of the test with its Playwright project, repetition and retry: no two attempts have the same label. The
 * application takes 200 characters.
 */
export function labelOf({ titlePath, repeatEachIndex, project, retry }: TestInfo): string {
	const names = project.name ? [project.name, ...titlePath.slice(1)] : titlePath.slice(1)
	const repetition = repeatEachIndex > 0 ? ` (repetition ${repeatEachIndex})` : ''
	return (
		cutTo(160, storable(names.join(' › '))) + repetition + (retry > 0 ? ` (retry ${retry})` : '')
	)
}

/** PostgreSQL stores neither NUL nor half of a surrogate pair. */
function storable(text: string): string {
	return text.replaceAll('\0', '\uFFFD').toWellFormed()
}

/** The text, cut after a whole character, such as an emoji of several code points. */
function cutTo(length: number, text: string): string {
	if (text.length <= length) return text
	let end = 0
	for (const { index, segment } of new Intl.Segmenter().segment(text)) {
		if (index + segment.length > length) break
		end = index + segment.length
	}
	return text.slice(0, end)
}
