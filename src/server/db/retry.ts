import { DrizzleQueryError } from 'drizzle-orm/errors'

/** The SQLSTATE of a failed query, also when a driver's error is wrapped. */
export function sqlState(error: unknown): string | undefined {
	const cause = error instanceof DrizzleQueryError ? error.cause : error
	const code = (cause as { code?: unknown } | undefined)?.code
	return typeof code === 'string' && /^(?=.*\d)[0-9A-Z]{5}$/.test(code) ? code : undefined
}

// Deadlock, serialization failure, and a row that a concurrent cleanup took between two statements.
const transient = new Set(['40P01', '40001', '23503', '23505'])

/** Runs a transaction again, five times in all, when it lost against a concurrent one; other errors pass. */
export async function retryTransient<T>(transaction: () => Promise<T>): Promise<T> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await transaction()
		} catch (error) {
			if (attempt === 5 || !transient.has(sqlState(error) ?? '')) throw error
		}
	}
}
