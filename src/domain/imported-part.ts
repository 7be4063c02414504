import type { z } from 'zod'
import type { FileFact } from './fact-file'
import { limits } from './limits'
import type { SoughtQuote } from './quote-place'

/** A place to let the page breathe. */
export type Pause = () => Promise<void>

export const notOurs =
	'This is no file of facts: choose a CSV, a JSON or a Web Annotation file that was exported here.'

/** What to look for, of a quote whose place is told in UTF-16 units. */
export function soughtIn(quote: FileFact['quote']): SoughtQuote | null {
	return quote && { exact: quote.text, start: quote.start, end: quote.end, unit: 'utf16' }
}

/** Reads each item, with a pause now and then. */
export async function eachOf<Item, Result>(
	items: Item[],
	pause: Pause,
	read: (item: Item, index: number) => Result,
): Promise<Result[]> {
	const results: Result[] = []
	for (const [index, item] of items.entries()) {
		if (index % 100 === 0) await pause()
		results.push(read(item, index))
	}
	return results
}

/** Throws where a file has more facts than one import takes. */
export function refuseTooMany(count: number): void {
	if (count > limits.factsPerView)
		throw new Error(
			`The file has ${count.toLocaleString()} facts, and one import takes ${limits.factsPerView.toLocaleString()}. Export them in parts.`,
		)
}

/** A part of a file as its schema has it. Throws an Error that names the place and the field. */
export function checked<Schema extends z.ZodType>(schema: Schema, value: unknown, where: string) {
	const result = schema.safeParse(value)
	if (!result.success) throw problemOf(result.error, where)
	return result.data
}

export function problemOf({ issues }: z.ZodError, where: string): Error {
	const [issue] = issues
	const field = issue?.path.join('.') ?? ''
	return new Error(`${where}${field && `, field ${field}`}: ${issue?.message}.`)
}
