import { drizzle } from 'drizzle-orm/postgres-js'
import postgres, { type Sql, type TransactionSql } from 'postgres'
import { parseDatabaseUrl } from './address'
import type { Engine, Tx } from './client'
import * as schema from './schema'
import { sqlState } from './sql-state'
import { isConnectionLost, tooManyConnections } from './unavailable'
import { rulesOf, type Work } from './work'

/**
 * A PostgreSQL server, or a pooler before one. Every statement runs inside a transaction, as postgres.js sends the first
 * half of a statement with parameters (Parse, Describe, Flush) behind one that still runs: where that one ends outside
 * of a transaction, a transaction pooler gives the session to somebody else, and the answers are lost with it.
 */
export function openPostgres(url: string, poolSize: number): Engine {
	// Unnamed statements only: a transaction pooler may give each one another session. A connection that failed is tried
	// again at once; by itself the driver would wait up to 20 seconds while requests queue for it.
	const address = parseDatabaseUrl(url)
	if (address.notice) console.warn(address.notice)
	const options = {
		...{ idle_timeout: 30, connect_timeout: 5, ...address.connection },
		...{ prepare: false, backoff: () => 0.1, onnotice: () => {} },
	}
	const pool = postgres({ ...options, max: address.poolSize ?? poolSize })
	// So that health is answered while every connection of the pool waits for something.
	const probe = postgres({ ...options, max: 1 })
	const begun = (client: Sql, work: Work) =>
		transactionsOf(client, settingsOf(work, address.schema))
	const databases = Object.fromEntries(
		Object.keys(rulesOf).map((work) => [work, begun(pool, work as Work)]),
	) as Record<Work, ReturnType<typeof begun>>
	const probing = begun(probe, 'health')
	return {
		kind: 'postgresql',
		schema: address.schema,
		waitMs: address.waitMs,
		async transaction(work, transact) {
			const run = transact as (tx: Tx) => never
			if (work !== 'health') return databases[work].transaction(run)
			try {
				return await probing.transaction(run)
			} catch (error) {
				// The database is there; the pool may have what connections it gives.
				if (sqlState(error) !== tooManyConnections) throw error
				return databases.health.transaction(run)
			}
		},
		async close() {
			await Promise.all([pool, probe].map((client) => client.end({ timeout: 5 })))
		},
	}
}

type Settings = {
	/** How a transaction begins. */
	mode: string
	/** What holds until its end. */
	local: string
}

function settingsOf(work: Work, path: string | null): Settings {
	const { isolationLevel, accessMode, lockMs, statementMs } = rulesOf[work]
	const local = [
		`set local statement_timeout = ${statementMs}`,
		`set local lock_timeout = ${lockMs ?? 0}`,
		'set local idle_in_transaction_session_timeout = 60000',
		...(path === null ? [] : [`set local search_path to "${path.replaceAll('"', '""')}"`]),
	]
	return { mode: `isolation level ${isolationLevel} ${accessMode}`, local: local.join('; ') }
}

/** A database that runs transactions of one kind and can do nothing else. */
function transactionsOf(client: Sql, { mode, local }: Settings) {
	const begin = (transact: (session: TransactionSql) => Promise<unknown>) =>
		client.begin(mode, (session) => {
			// Goes out together with the first statement, before it.
			session.unsafe(local).execute()
			return transact(session).catch(leaveIfLost)
		})
	return drizzle({ client: { options: client.options, begin } as unknown as Sql, schema })
}

/**
 * A transaction without its connection is over, and the driver has told its caller so. It must not end here, or the
 * driver would send its rollback over whatever takes the place of that connection: nothing, or another's transaction.
 */
function leaveIfLost(error: unknown): Promise<never> {
	if (isConnectionLost(error)) return new Promise(() => {})
	throw error
}
