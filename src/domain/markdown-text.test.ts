import MarkdownIt from 'markdown-it'
import { expect, it } from 'vitest'
import { markdownAddress, markdownText } from './markdown-text'

it.each([
	['x\n===', 'x\\\n\\==='],
	['x\n---', 'x\\\n\\---'],
	['a\n:-', 'a\\\n\\:-'],
	['1. one\r\n2) two', '1\\. one\\\n2\\) two'],
	['costs $5', 'costs \\$5'],
	['a | b', 'a \\| b'],
	['a-b = c: d.', 'a-b = c: d.'],
])('with nothing behind it %j is written %j', (text, markdown) => {
	expect(markdownText(text)).toBe(markdown)
	expect(new MarkdownIt().render(markdown)).toMatch(/^<p>.*<\/p>\n$/s)
})

it('an address with signs leads where it leads without them', () => {
	const url = 'https://example.com/a_(b)?x=&lt;*\\>'
	const [token] = new MarkdownIt().parseInline(`[x](${markdownAddress(url)})`, {})
	expect(token?.children?.[0]?.attrGet('href')).toBe('https://example.com/a_(b)?x=&lt;*%5C%3E')
})
