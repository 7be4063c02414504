import { expect, test } from 'vitest'
import { storableText } from '@/isolation/storable-text'
import { title } from './text-input'

const problemOf = (schema: ReturnType<typeof title>, text: string) =>
	schema.safeParse(text).error?.issues.map(({ message }) => message)

test.each(['', ' \t', '\u200b', '\u3164\u2800', '\u00ad\ufe0f', '\u{e0061}'])(
	'a title in which there is nothing to see is refused: %j',
	(text) => {
		expect(problemOf(title(200), text)).toEqual([expect.stringContaining('nothing to see')])
	},
)

test('a title is trimmed, and keeps what belongs to its characters', () => {
	expect(title(200).parse(' 👩‍🔬 बहिः ')).toBe('👩‍🔬 बहिः')
})

test('a text that cannot be stored is refused with the place of the character', () => {
	const message = (at: number, what: string) =>
		`The character at position ${at} is ${what}, which cannot be stored: leave it out`
	expect(problemOf(title(200), 'a\0b')).toEqual([message(1, 'NUL')])
	expect(problemOf(title(200), '💧 \ud83d')).toEqual([message(3, 'half of a surrogate pair')])
	expect(storableText(9).safeParse('💧').success).toBe(true)
})
