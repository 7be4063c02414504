import { isSqlState, sqlState } from './sql-state'

/** One line of JSON on standard output. Callers put in names, codes and times only: never a token, a quote or an SQL parameter. */
export function logLine(entry: Record<string, unknown>): void {
	console.log(JSON.stringify({ time: new Date().toISOString(), ...entry }))
}

/** An unexpected error with its chain of causes, for the log. */
export function errorEntry(error: unknown): Record<string, unknown> {
	if (!(error instanceof Error)) return { kind: typeof error }
	const { name, message, cause } = error
	const { query, code } = error as { query?: unknown; code?: unknown }
	return {
		name,
		...(typeof query === 'string' && { query }),
		...(!mayQuoteData(error) && { message }),
		...(isSqlState(code) ? { sqlState: code } : { code, sqlState: sqlState(error) }),
		frames: framesOf(error),
		...(cause !== undefined && { cause: errorEntry(cause) }),
	}
}

/** Whether a message may quote data: that of a failed query has its parameters, the database's may quote them, and tRPC's errors repeat their cause. */
function mayQuoteData(error: Error): boolean {
	const { query, code } = error as { query?: unknown; code?: unknown }
	if (typeof query === 'string' || isSqlState(code)) return true
	const { cause } = error
	return cause instanceof Error && cause.message === error.message && mayQuoteData(cause)
}

/** The frames of the stack without the message, as a message may have lines that look like frames; empty where the two cannot be told apart. */
function framesOf({ message, stack = '' }: Error): string[] {
	const start = stack.indexOf(message)
	if (start < 0) return []
	return stack
		.slice(start + message.length)
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line.startsWith('at '))
		.slice(0, 10)
}
