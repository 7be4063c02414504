import { describe, expect, it } from 'vitest'
import {
	type FactView,
	filterOfView,
	isFiltered,
	queryOfView,
	viewOfQuery,
	wholeView,
} from './fact-view'

const narrow: FactView = {
	search: 'tre & “x”',
	statuses: ['pending', 'flagged'],
	sourceId: '123e4567-e89b-12d3-a456-426614174000',
	pinned: true,
	tag: '気候, x',
	sort: 'newest',
	bySource: true,
}

describe('a view in an address', () => {
	it('comes back as it was, beside what others put there', () => {
		const query = queryOfView(narrow, { id: 'p', output: 'o', q: 'old', pinned: '1' })
		expect(query).toMatchObject({ id: 'p', output: 'o', status: 'pending,flagged' })
		expect(viewOfQuery(query)).toEqual(narrow)
	})

	it('is not named where it is as usual', () => {
		expect(queryOfView(wholeView, { id: 'p', q: 'old', sort: 'status' })).toEqual({ id: 'p' })
		expect(viewOfQuery({ id: 'p' })).toEqual(wholeView)
	})

	it('leaves out what it does not understand', () => {
		const query = {
			status: 'liked,pending',
			source: 'x',
			sort: 'size',
			group: '1',
			pinned: 'yes',
			tag: ' ',
		}
		expect(viewOfQuery(query)).toEqual({ ...wholeView, statuses: ['pending'] })
		expect(viewOfQuery({ q: ['a', 'b'] }).search).toBe('a,b')
		expect(viewOfQuery({ q: 'a'.repeat(300) }).search).toHaveLength(200)
		expect(viewOfQuery({ tag: 'a'.repeat(300) }).tag).toHaveLength(50)
		expect(viewOfQuery({ q: 'a\0b', tag: 'c\ud83d' })).toMatchObject({ search: 'ab', tag: 'c' })
	})

	it('is filtered where it leaves facts out', () => {
		expect(isFiltered({ ...wholeView, sort: 'newest', bySource: true, search: '  ' })).toBe(false)
		expect(isFiltered({ ...wholeView, pinned: true })).toBe(true)
		expect(filterOfView(wholeView)).toEqual({})
	})
})
