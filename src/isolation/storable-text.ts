import { z } from 'zod'

/** Text of at most `length` characters that PostgreSQL can store unchanged: no NUL, no half of a surrogate pair. */
export function storableText(length: number) {
	return z
		.string()
		.max(length)
		.superRefine((text, ctx) => {
			const at = text.search(/[\0\p{Cs}]/u)
			if (at < 0) return
			const what = text[at] === '\0' ? 'NUL' : 'half of a surrogate pair'
			ctx.addIssue({
				code: 'custom',
				message: `The character at position ${at} is ${what}, which cannot be stored: leave it out`,
			})
		})
}
