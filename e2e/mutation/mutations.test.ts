import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseAst } from 'vitest/node'
import { parse as parseYaml } from 'yaml'
import { mutated } from './mutant'
import { mutations } from './mutations'

function parse(file: string, text: string): unknown {
	const language = path.extname(file).slice(1)
	if (language === 'ts' || language === 'tsx') return parseAst(text, { lang: language })
	if (language === 'mjs') return parseAst(text)
	if (language === 'yml') return parseYaml(text)
	if (language === 'json') return JSON.parse(text)
	throw new Error(`No parser for ${file}: say here how a mutation of it is read.`)
}

describe('a mutation', () => {
	for (const { name, edits } of mutations)
		test(`fits its file and leaves what can be run: ${name}`, () => {
			const texts = new Map<string, string>()
			for (const edit of edits)
				texts.set(edit.file, mutated(texts.get(edit.file) ?? readFileSync(edit.file, 'utf8'), edit))
			for (const [file, text] of texts) expect(() => parse(file, text)).not.toThrow()
		})

	test('that does not parse is found', () => {
		const edit = { file: 'a.ts', find: '.trim()', replace: '' }
		expect(() => parse(edit.file, mutated("env.NAME?.trim() || 'x'", edit))).toThrow('Parse failed')
	})

	test('of a text that is not there exactly once is refused', () => {
		const edit = { file: 'a.ts', find: 'true', replace: 'false' }
		expect(() => mutated('a()', edit)).toThrow('a.ts has 0 places that read: true')
		expect(() => mutated('a(true, true)', edit)).toThrow('a.ts has 2 places')
	})

	test('has a name of its own', () => {
		expect(mutations.map(({ name }) => name)).toHaveLength(
			new Set(mutations.map(({ name }) => name)).size,
		)
	})
})
