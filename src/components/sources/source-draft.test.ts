import { expect, test } from 'vitest'
import { blankDraft, type SourceDraft, withFile, withReplaced } from './source-draft'

const lakes = { title: 'lakes', text: 'A lake is deep.' }
const rivers = { title: 'rivers', text: 'A river runs.' }
const typed = (part: Partial<SourceDraft['draft']>, state = blankDraft): SourceDraft => ({
	...state,
	draft: { ...state.draft, ...part },
})

test('a file fills an empty draft and replaces nothing', () => {
	const { draft, replaced } = withFile(blankDraft, lakes)
	expect(draft).toEqual({ ...lakes, url: '' })
	expect(replaced).toBeNull()
})

test('a second file takes the place of the first one whole', () => {
	const { draft, replaced } = withFile(withFile(blankDraft, lakes), rivers)
	expect(draft).toEqual({ ...rivers, url: '' })
	expect(replaced).toBeNull()
})

test('a typed title and a typed address stay', () => {
	const { draft } = withFile(typed({ title: 'My lakes', url: 'https://lakes.test' }), lakes)
	expect(draft).toEqual({ title: 'My lakes', url: 'https://lakes.test', text: lakes.text })
})

test('a title of white space counts as none', () => {
	expect(withFile(typed({ title: ' ' }), lakes).draft.title).toBe('lakes')
})

test('a typed text comes back as it was, once', () => {
	const state = withFile(typed({ text: 'Typed by hand' }), lakes)
	expect(state.replaced?.text).toBe('Typed by hand')
	const back = withReplaced(state)
	expect(back.draft).toEqual({ title: 'lakes', url: '', text: 'Typed by hand' })
	expect(withReplaced(typed({ text: 'Typed later' }, back)).draft.text).toBe('Typed later')
})

test('a file whose text was changed by hand is typed text', () => {
	const changed = typed({ text: `${lakes.text} And cold.` }, withFile(blankDraft, lakes))
	expect(withFile(changed, rivers).replaced?.text).toBe('A lake is deep. And cold.')
})

test('the same text again replaces nothing', () => {
	expect(withFile(typed({ text: lakes.text }), lakes).replaced).toBeNull()
})

test('a title and an address that were typed for one text do not come to stand at the next', () => {
	const own = { title: 'Mine', url: 'https://lakes.test' }
	const state = withFile(typed(own, withFile(blankDraft, { title: '', text: lakes.text })), rivers)
	expect(state.draft).toEqual({ ...rivers, url: '' })
	expect(withReplaced(state).draft).toEqual({ ...own, text: lakes.text })
})

test('what was typed can be brought back also after a second file, and after the same one again', () => {
	const state = withFile(typed({ title: 'Mine', text: 'Typed by hand' }), lakes)
	for (const next of [rivers, lakes])
		expect(withReplaced(withFile(state, next)).draft).toMatchObject({ text: 'Typed by hand' })
})
