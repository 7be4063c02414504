import { describe, expect, it } from 'vitest'
import { fileNameOf } from './file-name'

describe('the name of a file', () => {
	it.each([
		['Heat in the city!', 'heat-in-the-city.csv'],
		['漢字 и буквы', '漢字-и-буквы.csv'],
		['हिन्दी', 'हिन्दी.csv'],
		['../../.htaccess', 'htaccess.csv'],
		['CON', 'con-text.csv'],
		['lpt1', 'lpt1-text.csv'],
		['Über uns: “Heat/2”', 'über-uns-heat-2.csv'],
		['…', 'text.csv'],
		['🧪', 'text.csv'],
		['', 'text.csv'],
		['a'.repeat(200), `${'a'.repeat(80)}.csv`],
	])('for %j is %j', (title, name) => {
		expect(fileNameOf(title, 'csv')).toBe(name)
	})

	it('has at most 255 bytes', () => {
		const name = fileNameOf(`a${'\u0301'.repeat(199)}`.repeat(9), 'json')
		expect(Buffer.byteLength(name)).toBeLessThan(256)
	})
})
