import { DrizzleQueryError } from 'drizzle-orm/errors'
import { sqlState } from './db/retry'

/** One line of JSON on standard output. Callers put in names, codes and times only: never a token, a quote or an SQL parameter. */
export function logLine(entry: Record<string, unknown>): void {
	console.log(JSON.stringify({ time: new Date().toISOString(), ...entry }))
}

/** An unexpected error with its chain of causes, for the log. */
export function errorEntry(error: unknown): Record<string, unknown> {
	if (!(error instanceof Error)) return { kind: typeof error }
	const { name, stack, cause } = error
	const known = cause === undefined ? {} : { cause: errorEntry(cause) }
	// The message of a failed query holds its parameters, and the database's own may quote one of them.
	if (error instanceof DrizzleQueryError)
		return { name, query: error.query, sqlState: sqlState(error), frames: frames(stack) }
	if (sqlState(error) !== undefined)
		return { name, sqlState: sqlState(error), frames: frames(stack) }
	return { name, message: error.message, frames: frames(stack), ...known }
}

function frames(stack: string | undefined): string[] {
	return (stack ?? '')
		.split('\n')
		.filter((line) => line.trimStart().startsWith('at '))
		.map((line) => line.trim())
		.slice(0, 10)
}
