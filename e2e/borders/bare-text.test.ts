import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { bareTexts } from './bare-text'

test('no component has a text that comes, goes or is passed by beside an element', () => {
	const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
	const components = files.filter((file) => file.endsWith('.tsx')).map((file) => `src/${file}`)
	expect(components.length).toBeGreaterThan(50)
	const found = components.flatMap((file) =>
		bareTexts(readFileSync(file, 'utf8')).map((line) => `${file}:${line}`),
	)
	expect(found).toEqual([])
})

test.each([
	['a text that comes', '<p><b>Yes</b>{is && " and no"}</p>'],
	['a text that changes for an element', '<p>A {is ? "text" : <b>text</b>}</p>'],
	['a text behind an element that comes', '<p>{is && <b>Now</b>} this</p>'],
	['a word that is looked up', '<p><Icon />{labels[status]}</p>'],
	['a template beside an icon', '<p><Icon />{is ? `facts` : null}</p>'],
])('%s is found', (_, component) => {
	expect(bareTexts(`const x = ${component}`)).toEqual([1])
})

test.each([
	['a text alone', '<p>{is && "text"}</p>'],
	['a text in an element', '<p><b>Yes</b>{is && <span> and no</span>}</p>'],
	['a text before an element that comes', '<p>Now {is && <b>this</b>}</p>'],
	['line ends', '<p>\n{is && <b>Now</b>}\n<b>this</b>\n</p>'],
])('%s is fine', (_, component) => {
	expect(bareTexts(`const x = ${component}`)).toEqual([])
})
