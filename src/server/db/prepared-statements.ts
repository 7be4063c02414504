import type { TransactionSql } from 'postgres'

/** Texts that are put together from a request have many variants, and a connection keeps each that it has prepared. */
const mostStatements = 300

/** For the query that sets the settings of a transaction. It tells whether a pooler stands before the server. */
export const processId = 'pg_backend_pid() as pid'

type ProcessIdAnswer = { 0?: { pid?: number }; state: { pid: number } }

/**
 * Prepares the statements of one client: each is parsed once per connection and takes one round trip instead of two, and
 * statements that do not wait for each other are sent together. Nothing is prepared behind a pooler, which may give each
 * transaction another session. A pooler shows: it tells its clients process ids of its own making.
 */
export function preparation() {
	const texts = new Set<string>()
	let isDirect = false

	function isPrepared(text: string): boolean {
		if (!isDirect) return false
		if (texts.size < mostStatements) texts.add(text)
		return texts.has(text)
	}

	return {
		/** Prepares the statements of a session's transaction from now on. */
		prepareIn(session: TransactionSql): void {
			const { unsafe } = session
			session.unsafe = ((text, parameters) =>
				isPrepared(text)
					? unsafe(text, parameters, { prepare: true, simple: false } as object)
					: unsafe(text, parameters)) as typeof unsafe
		},

		/** Learns from the answer to a query with `processId` whether the client is connected to the server itself. */
		learn(answer: unknown): void {
			const { 0: row, state } = answer as ProcessIdAnswer
			isDirect = row?.pid === state.pid
		},
	}
}
