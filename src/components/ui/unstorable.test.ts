import { expect, test } from 'vitest'
import { takenOut, withoutUnstorable } from './unstorable'

test('only NUL and halves of pairs are taken out of a text', () => {
	expect(withoutUnstorable('a\0b\ud83dc\udca7 💧\u200b\ufffd\n')).toBe('abc 💧\u200b\ufffd\n')
})

test('what was taken out is told in words', () => {
	expect(takenOut(0)).toBeNull()
	expect(takenOut(1)).toBe('1 character that cannot be stored was taken out.')
	expect(takenOut(2)).toBe('2 characters that cannot be stored were taken out.')
})
