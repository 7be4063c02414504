import { drizzle } from 'drizzle-orm/postgres-js'
import postgres, { type Sql, type TransactionSql } from 'postgres'
import { sqlState } from '../sql-state'
import { parseDatabaseUrl } from './address'
import type { Engine, Tx } from './client'
import { endsSession, isConnectionLost, tooManyConnections } from './unavailable'
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
		...{ idle_timeout: 30, connect_timeout: 4, ...address.connection },
		...{ prepare: false, backoff: () => 0.1, onnotice: () => {} },
	}
	const begun = (client: Sql, work: Work) =>
		transactionsOf(client, settingsOf(work, address.schema))
	const pool = renewed(() => {
		const client = postgres({ ...options, max: address.poolSize ?? poolSize })
		const databases = Object.keys(rulesOf).map((work) => [work, begun(client, work as Work)])
		return { client, databases: Object.fromEntries(databases) as Record<Work, Begun> }
	})
	// So that health is answered while every connection of the pool waits for something.
	const probe = renewed(() => {
		const client = postgres({ ...options, max: 1 })
		return { client, databases: { health: begun(client, 'health') } }
	})
	return {
		...{ kind: 'postgresql', schema: address.schema, waitMs: address.waitMs },
		async transaction(work, transact) {
			const run = transact as (tx: Tx) => never
			if (work !== 'health') return pool.use((databases) => databases[work].transaction(run))
			try {
				return await probe.use(({ health }) => health.transaction(run))
			} catch (error) {
				// The database is there; the pool may have what connections it gives.
				if (sqlState(error) !== tooManyConnections) throw error
				return pool.use(({ health }) => health.transaction(run))
			}
		},
		async close() {
			await Promise.all([pool.close(), probe.close()])
		},
	}
}

type Begun = ReturnType<typeof transactionsOf>
type Opened<Databases> = { client: Sql; databases: Databases }

/**
 * A client that gives way to a new one when it has lost a connection: a connection of postgres.js that closes with a
 * write still in its buffer never sends again, and all that is given to it later ends in CONNECT_TIMEOUT. What runs on
 * the old client ends there.
 */
function renewed<Databases>(open: () => Opened<Databases>) {
	let current = { ...open(), running: 0 }
	let closed = false
	const end = ({ client }: Opened<Databases>) => client.end({ timeout: 5 })
	return {
		async use<T>(work: (databases: Databases) => Promise<T>): Promise<T> {
			const used = current
			used.running += 1
			try {
				return await work(used.databases)
			} catch (error) {
				if (current === used && !closed && isConnectionLost(error))
					current = { ...open(), running: 0 }
				throw error
			} finally {
				used.running -= 1
				if (current !== used && used.running === 0) void end(used)
			}
		},
		close: () => {
			closed = true
			return end(current)
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
			return transact(session).catch(leaveIfEnded)
		})
	return drizzle({ client: { options: client.options, begin } as unknown as Sql })
}

/**
 * A transaction without its session is over, and the driver tells its caller so. It must not end here, or the driver
 * would send its rollback over whatever takes the place of that connection: nothing, or another's transaction.
 */
function leaveIfEnded(error: unknown): Promise<never> {
	if (endsSession(error)) return new Promise(() => {})
	throw error
}
