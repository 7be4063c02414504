import type { TestInfo } from '@playwright/test'
import type { Violation } from './seeded-application'

/** Why a context was closed before its test has ended; the first error of the test says more. */
export const closedForViolation = 'The test broke isolation.'

const width = 100
const shown = 5

/** The sentences that tell a test's author what the test broke, each once. */
export function sentenceOf(violations: Violation[]): string {
	const told = [...new Set(violations.map(asText))]
	const more = told.length > shown ? [`And ${told.length - shown} more.`] : []
	const texts = ['This test broke isolation.', ...told.slice(0, shown), ...more]
	return texts.map(wrapped).join('\n\n')
}

function asText({ code, procedure, message }: Violation): string {
	return `${message} (${code} in ${procedure})`
}

/** The text in lines of at most 100 characters. */
export function wrapped(text: string): string {
	let line = ''
	const lines: string[] = []
	for (const word of text.split(' ')) {
		if (line && line.length + word.length >= width) {
			lines.push(line)
			line = ''
		}
		line += line ? ` ${word}` : word
	}
	return [...lines, line].join('\n')
}

/** Makes `message` the first error of the test: an expectation that failed because of it would not say why. */
export function failFirst({ errors }: Pick<TestInfo, 'errors'>, message: string): void {
	if (errors.length === 0) throw plainError(message)
	errors.unshift({ message })
}

/** An error whose stack would show our code and not the test's. */
export function plainError(message: string): Error {
	const error = new Error(message)
	error.stack = message
	return error
}
