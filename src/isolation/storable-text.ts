import { z } from 'zod'

/** Text of at most `length` characters that PostgreSQL can store unchanged: no NUL, no half of a surrogate pair. */
export function storableText(length: number) {
	return z
		.string()
		.max(length)
		.refine((text) => !text.includes('\0') && text.isWellFormed(), {
			message: 'Text must be well-formed Unicode without NUL characters',
		})
}
