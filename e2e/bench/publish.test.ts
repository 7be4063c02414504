import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { published } from './publish'

const results = JSON.parse(readFileSync('e2e/bench/results.json', 'utf8'))

test('the README and the pictures show what results.json holds', () => {
	for (const [file, text] of published(results, readFileSync('README.md', 'utf8')))
		expect(readFileSync(file, 'utf8'), `${file}: npm run bench -- --publish writes it`).toBe(text)
})

test('a README without a place for the numbers is refused', () => {
	expect(() => published(results, '# Artifact')).toThrow('one place between')
})
