import { expect, test } from 'vitest'
import { isVisible, shownTitle } from './visible-text'

test.each([
	['nothing', ''],
	['spaces of all kinds', ' \t\n\u00a0\u3000'],
	['zero-width characters', '\u200b\u200d\u2060\ufeff'],
	['a soft hyphen', '\u00ad'],
	['a Hangul filler', '\u3164'],
	['a blank of Braille', '\u2800'],
	['tags', '\u{e0061}\u{e007f}'],
	['variation selectors', '\ufe0f\u{e0100}'],
	['marks of direction', '\u200f\u202e\u2066\u061c'],
	['control characters', '\u0007\u0085'],
	['a musical null', '\u{1d159}'],
])('a title of %s is shown as untitled', (_, text) => {
	expect(isVisible(text)).toBe(false)
	expect(shownTitle(text)).toBe('Untitled')
})

test.each([
	'a',
	'0',
	'…',
	'水',
	'بحيرة',
	'👩‍🔬',
	'🏴\u{e0067}\u{e0062}\u{e007f}',
	'\u0600',
	'\ue000',
	' a\u200b ',
])('“%s” is shown as it is', (text) => {
	expect(shownTitle(text)).toBe(text)
})
