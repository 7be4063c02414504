import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseAst } from 'vitest/node'
import { parse as parseYaml } from 'yaml'
import { mutatedTexts } from './mutant'
import { mutations } from './mutations'

function parse(file: string, text: string): unknown {
	const language = path.extname(file).slice(1)
	if (language === 'ts' || language === 'tsx') return parseAst(text, { lang: language })
	if (language === 'mjs') return parseAst(text)
	if (language === 'yml') return parseYaml(text)
	if (language === 'json') return JSON.parse(text)
	throw new Error(`There is no parser for ${file}: add one here.`)
}

describe('a mutation', () => {
	for (const { name, edits } of mutations)
		test(`fits its file and leaves code that parses: ${name}`, () => {
			for (const [file, text] of mutatedTexts('.', edits))
				expect(() => parse(file, text)).not.toThrow()
		})

	test('that leaves code that does not parse is found', () => {
		const file = '.github/scripts/preview-plan.mjs'
		const edit = { file, find: '.trim().toLowerCase() ||', replace: '||' }
		const text = mutatedTexts('.', [edit]).get(file) ?? ''
		expect(() => parse(file, text)).toThrow('Parse failed')
	})

	test('of a text that is not there exactly once is refused', () => {
		const of = (find: string) => mutatedTexts('.', [{ file: 'package.json', find, replace: '' }])
		expect(() => of('no such text')).toThrow('package.json has 0 places that read: no such text')
		expect(() => of('ependencies": {')).toThrow('package.json has 2 places')
	})

	test('has a name of its own', () => {
		expect(mutations.map(({ name }) => name)).toHaveLength(
			new Set(mutations.map(({ name }) => name)).size,
		)
	})
})
