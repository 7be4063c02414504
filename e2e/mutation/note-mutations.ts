import type { TestedMutation } from './tested-mutation'

const label = 'e2e/isolation/label.ts'
const notes = 'e2e/isolation/test-record.ts'
const errors = 'e2e/isolation/plain-errors.ts'
const rows = 'e2e/isolation/row-changes.ts'

/** A mutation of a file of the fixtures, which the unit tests beside the file catch. */
function mutation(name: string, ...[file, find, replace]: [string, string, string]) {
	return { name, tests: [file.replace(/\.ts$/, '.test.ts')], edits: [{ file, find, replace }] }
}

/** How a test is named, what is noted about it, and what its author reads. */
export const noteMutations: TestedMutation[] = [
	mutation('label: the same for each retry', label, "(retry > 0 ? ` (retry ${retry})` : '')", "''"),
	mutation('label: the same in each file', label, '...titlePath]', '...titlePath.slice(1)]'),
	mutation('label: long titles are alike', label, ' ${digest.slice(0, 8)}', ''),
	mutation('label: cut within a character', label, 'cut(title, 150)', 'title.slice(0, 150)'),
	mutation('label: half of a surrogate pair', label, '.toWellFormed()', ''),
	mutation(
		'note: the first note counts',
		notes,
		'if (record) tests.set(',
		'if (record) tests.has(',
	),
	mutation(
		'note: half of a note hides the others',
		notes,
		...['catch {\n\t\treturn null', "catch {\n\t\tthrow new Error('half')"],
	),
	mutation(
		'note: the first attempt counts',
		notes,
		'tests.map((test) =>',
		'[...tests].reverse().map((test) =>',
	),
	mutation(
		'reason: each request once more',
		errors,
		'[...new Set(violations.map(asText))]',
		'violations.map(asText)',
	),
	mutation(
		'reason: after the expectation',
		errors,
		'errors.unshift({ message })',
		'errors.push({ message })',
	),
	mutation('rows: a change is none', rows, ' && old[id] !== rows[id]', ' && false'),
]
