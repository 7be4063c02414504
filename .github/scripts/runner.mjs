// @ts-check
import { appendFileSync } from 'node:fs'

/**
 * Makes one line of text that others wrote, cut to `limit` characters. The runner finds no command in the line: a
 * command has `::` at the start of a line or `##[` anywhere.
 * @param {string} text
 */
export function oneLine(text, limit = 300) {
	const line = text
		.replace(/[\p{C}\u2028\u2029]+/gu, ' ')
		.replaceAll('::', ': :')
		.replaceAll('##[', '# #[')
		.trim()
	return line.length > limit ? `${line.slice(0, limit - 1)}…` : line
}

/**
 * Makes one line of Markdown that shows text of others as they wrote it, also in a table.
 * @param {string} text
 */
export function markdownText(text, limit = 300) {
	return oneLine(text, limit).replace(/[\\`*_[\]<>|~&#]/g, '\\$&')
}

/** @param {string} text */
export function say(text) {
	console.log(oneLine(text, 2_000))
}

/**
 * Ends the step as failed, with the message also at the top of the run's page.
 * @param {string} message
 */
export function fail(message) {
	const text = oneLine(message, 2_000).replaceAll('%', '%25')
	console.log(process.env.GITHUB_ACTIONS ? `::error::${text}` : text)
	process.exitCode = 1
}

/**
 * Passes values to the later jobs. Throws where a value has a control character: with a line break, a value could set
 * further outputs.
 * @param {Record<string, string>} outputs
 */
export function setOutputs(outputs) {
	for (const [name, value] of Object.entries(outputs))
		if (/\p{Cc}/u.test(value)) throw new Error(`The output ${name} has control characters in it.`)
	const lines = Object.entries(outputs).map(([name, value]) => `${name}=${value}\n`)
	if (process.env.GITHUB_OUTPUT) appendFileSync(process.env.GITHUB_OUTPUT, lines.join(''))
	else process.stdout.write(lines.join(''))
}

/**
 * Shows Markdown on the page of the run, or on the terminal where a run has no page.
 * @param {string} markdown
 */
export function addSummary(markdown) {
	if (process.env.GITHUB_STEP_SUMMARY)
		appendFileSync(process.env.GITHUB_STEP_SUMMARY, `${markdown}\n`)
	else console.log(markdown)
}

/**
 * The value of an environment variable. Throws where the variable is not set.
 * @param {string} name
 */
export function required(name) {
	const value = process.env[name]
	if (!value) throw new Error(`${name} is not set.`)
	return value
}

/**
 * Runs a step's script. An error fails the step and shows its message instead of a stack.
 * @param {() => void | Promise<void>} step
 */
export async function runStep(step) {
	try {
		await step()
	} catch (error) {
		fail(error instanceof Error ? error.message : String(error))
	}
}
