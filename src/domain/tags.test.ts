import { describe, expect, it } from 'vitest'
import { limits } from './limits'
import { problemOfTags, tagsOfLine } from './tags'

describe('a line of tags', () => {
	it.each<[string, string[]]>([
		['heat, trees', ['heat', 'trees']],
		[' heat ,, heat,\tstreet  trees ', ['heat', 'street trees']],
		['熱、木，街', ['熱', '木', '街']],
		['Cafe\u0301,Café', ['Café']],
		[' , ', []],
	])('%j is %j', (line, tags) => {
		expect(tagsOfLine(line)).toEqual(tags)
	})

	it('has a problem with a tag too long and with too many', () => {
		const many = Array.from({ length: limits.tagsPerFact + 1 }, (_, n) => `tag ${n}`)
		expect(problemOfTags(['a'.repeat(limits.tagLength + 1)])).toContain('too long')
		expect(problemOfTags(many)).toContain('These are 21 tags')
		expect(problemOfTags(many.slice(1))).toBeNull()
	})
})
