import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitLastWord } from './split-last-word'

describe('a text is split before its last word', () => {
	test.each([
		['The audit saw 38 per cent.', 'The audit saw 38 per ', 'cent.'],
		['He said “no”…', 'He said ', '“no”…'],
		[
			'See example.com/a-report-with-a-long-name.html',
			'See example.com/a-report-with-a-long-',
			'name.html',
		],
		[
			'屋根を白く塗ると、夏の室内は涼しくなり、冬は暖房が要る。',
			'屋根を白く塗ると、夏の室内は涼しくなり、冬は暖房が',
			'要る。',
		],
		['الأشجار تبرد الهواء', 'الأشجار تبرد ', 'الهواء'],
		['word', '', 'word'],
	])('%s', (text, before, last) => {
		expect(splitLastWord(text)).toEqual([before, last])
	})

	test('which is left with the others where it is too long for a line, or too far from the end', () => {
		expect(splitLastWord('a'.repeat(30))).toEqual(['a'.repeat(30), ''])
		expect(splitLastWord(`word${'!'.repeat(60)}`)).toEqual([`word${'!'.repeat(60)}`, ''])
		expect(splitLastWord('')).toEqual(['', ''])
	})

	test('and the parts of any text together are the text', () => {
		const unit = fc.constantFrom(
			'a',
			' ',
			'.',
			'-',
			'屋',
			'ا',
			'ก',
			'🙂',
			'\ud83d',
			'\u0301',
			'\u200d',
		)
		fc.assert(
			fc.property(fc.string({ unit, maxLength: 90 }), (text) => {
				expect(splitLastWord(text).join('')).toBe(text)
			}),
		)
	})
})
