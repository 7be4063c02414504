import { readFileSync, writeFileSync } from 'node:fs'
import { pictureOf, pictureTitle } from './picture'
import { comparisonTable, conditionsOf, targetTable } from './report'
import type { Results } from './results'
import { checkTargets } from './targets'

const folder = 'e2e/bench'
const begin = '<!-- bench -->'
const end = '<!-- /bench -->'

/** The files of the repository that show the results, by path. `readme` is the README's text. */
export function published(results: Results, readme: string): Map<string, string> {
	return new Map([
		[`${folder}/seeds-light.svg`, pictureOf(results, 'light')],
		[`${folder}/seeds-dark.svg`, pictureOf(results, 'dark')],
		['README.md', withBlock(readme, blockOf(results))],
	])
}

/** Writes the results, and what shows them, into the repository. */
export function publish(results: Results): void {
	writeFileSync(`${folder}/results.json`, `${JSON.stringify(results, null, '\t')}\n`)
	const files = published(results, readFileSync('README.md', 'utf8'))
	for (const [file, text] of files) writeFileSync(file, text)
}

/** The README's block of measurements. */
function blockOf(results: Results): string {
	const picture = [
		'<picture>',
		`<source media="(prefers-color-scheme: dark)" srcset="${folder}/seeds-dark.svg">`,
		`<img alt="${pictureTitle}; the table has the numbers" src="${folder}/seeds-light.svg" width="760">`,
		'</picture>',
	].join('\n')
	return [
		conditionsOf(results),
		picture,
		comparisonTable(results),
		targetTable(checkTargets(results)),
	].join('\n\n')
}

/** Throws where the text has not exactly one place for the block. */
function withBlock(readme: string, block: string): string {
	const [before, rest, ...more] = readme.split(begin)
	const [, after] = rest?.split(end) ?? []
	if (after === undefined || more.length > 0)
		throw new Error(`README.md: one place between ${begin} and ${end} is missing`)
	return `${before}${begin}\n\n${block}\n\n${end}${after}`
}
