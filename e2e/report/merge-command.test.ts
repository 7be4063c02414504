import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { pageElements, withClass } from './page-elements'
import { readReports } from './read-reports'
import { sampleReport, sampleTests } from './sample-report'

const folder = mkdtempSync(path.join(tmpdir(), 'report-'))
afterAll(() => rmSync(folder, { recursive: true }))

function stored(name: string, text: string): string {
	const file = path.join(folder, name)
	writeFileSync(file, text)
	return file
}

function merge(...args: string[]): { code: number | null; errors: string } {
	const command = ['--import', 'tsx', 'e2e/report/merge-command.ts', ...args]
	const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' })
	return { code: status, errors: stderr }
}

const [one = '', two = ''] = [1, 2].map((shard) =>
	stored(
		`${shard}.json`,
		JSON.stringify(sampleReport(sampleTests(2, 3), { run: 'preview', shard })),
	),
)

describe('npm run report', () => {
	it('makes one page of several reports', () => {
		const out = path.join(folder, 'made', 'page.html')
		expect(merge(one, two, '--out', out)).toEqual({ code: 0, errors: '' })
		const elements = pageElements(readFileSync(out, 'utf8'))
		expect(withClass(elements, 'verdict')[0]?.text).toBe(
			'12 tests on 4 workers of 2 shards, 16 seeds, no request broke isolation.',
		)
	})

	it('names the file that is no report, and writes nothing', () => {
		const out = path.join(folder, 'none.html')
		const { code, errors } = merge(one, 'package.json', '--out', out)
		expect(code).toBe(1)
		expect(errors).toMatch(/^package\.json: no isolation report: run: /)
		expect(existsSync(out)).toBe(false)
	})

	it('says how it is used', () => {
		expect(merge()).toMatchObject({ code: 1, errors: expect.stringContaining('Usage: npm run') })
	})
})

describe('the reports of a page', () => {
	const withoutTests = JSON.stringify({ ...sampleReport([]), tests: undefined })
	it.each([
		['is gone', path.join(folder, 'gone.json'), 'cannot be read: ENOENT'],
		['is no JSON', stored('text.json', '# text'), 'is no JSON: Unexpected token'],
		['is no report', stored('other.json', '[]'), 'no isolation report: file: Invalid input'],
		['is a report without tests', stored('old.json', withoutTests), 'no isolation report: tests: '],
		['was given already', one, `is the same report as ${one}; give one of them.`],
	])('are refused with the name of the file that %s', (_, file, words) => {
		expect(() => readReports([one, file])).toThrow(`${file}: ${words}`)
	})

	it('are what was stored', () => {
		const report = sampleReport(sampleTests(2, 3), { run: 'preview', shard: 1 })
		expect(readReports([one])).toEqual([report])
	})
})
