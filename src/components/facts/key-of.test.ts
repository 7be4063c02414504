import { expect, test } from 'vitest'
import { keyOf } from './key-of'

const press = (key: string, code: string, modifiers: object = {}) =>
	keyOf({
		...{ key, code, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false },
		...{ getModifierState: () => false, ...modifiers },
	})

test.each([
	['Cyrillic', 'о', 'KeyJ', 'j'],
	['Greek', 'ξ', 'KeyJ', 'j'],
	['Arabic', 'ت', 'KeyJ', 'j'],
	['Hebrew', 'ח', 'KeyJ', 'j'],
	['AZERTY', 'a', 'KeyQ', 'a'],
	['Dvorak', 'j', 'KeyC', 'j'],
	['Turkish', 'ı', 'KeyI', 'ı'],
])('on a %s keyboard %s at %s is %s', (_, key, code, pressed) => {
	expect(press(key, code)).toBe(pressed)
})

test('signs are where the keyboard has them', () => {
	expect(press('/', 'Digit7', { shiftKey: true })).toBe('/')
	expect(press('?', 'Minus', { shiftKey: true })).toBe('?')
	expect(press('؟', 'Slash', { shiftKey: true })).toBe('?')
	const altGraph = { ctrlKey: true, altKey: true, getModifierState: () => true }
	expect(press('/', 'KeyQ', altGraph)).toBe('/')
	expect(press('ä', 'KeyA', altGraph)).toBeNull()
})

test('a command of the browser is no key of the review, and a capital of another script is none', () => {
	expect(press('о', 'KeyJ', { ctrlKey: true })).toBeNull()
	expect(press('a', 'KeyA', { metaKey: true })).toBeNull()
	expect(press('О', 'KeyJ', { shiftKey: true })).toBe('О')
	expect(press('Enter', 'Enter')).toBe('Enter')
})
