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
export function preparation({ options }: { options: object }) {
	const texts = new Set<string>()
	// What the driver itself sends obeys this option too. A COMMIT that another session had prepared would roll back.
	const driver = options as { prepare: boolean }
	driver.prepare = false

	function isPrepared(text: string): boolean {
		if (!driver.prepare) return false
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
			driver.prepare = row?.pid === state.pid
		},
	}
}
