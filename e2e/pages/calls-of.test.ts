import { expect, test } from 'vitest'
import { callsOf } from './calls-of'

test('the calls of a procedure are found alone and in a batch, and no others', () => {
	const found = (path: string) =>
		callsOf('fact.list').test(`http://localhost:3000/api/trpc/${path}`)
	for (const path of ['fact.list', 'fact.list?input=1', 'fact.list,source.list?batch=1'])
		expect(found(path), path).toBe(true)
	expect(found('source.coverage,fact.list?batch=1')).toBe(true)
	for (const path of ['fact.listing', 'fact-list', 'my.fact.list', 'source.list?input=fact.list'])
		expect(found(path), path).toBe(false)
})
