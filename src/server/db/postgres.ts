import { drizzle } from 'drizzle-orm/postgres-js'
import postgres, { type Sql, type TransactionSql } from 'postgres'
import { sqlState } from '../sql-state'
import { parseDatabaseUrl } from './address'
import type { Engine, Tx } from './client'
import { preparation, processId } from './prepared-statements'
import { promptSocket } from './prompt-socket'
import { endsSession, isConnectionLost, tooManyConnections } from './unavailable'
import { rulesOf, type Work } from './work'

/**
 * Opens a PostgreSQL server, or a pooler before a server. Every statement runs inside a transaction: postgres.js sends
 * Parse, Describe and Flush while the statement before still runs. A transaction pooler would give the session away when
 * that statement ends, and the answers would be lost.
 */
export function openPostgres(url: string, poolSize: number): Engine {
	// A failed connection is tried again at once, where the driver by itself would wait up to 20 seconds.
	const address = parseDatabaseUrl(url)
	if (address.notice) console.warn(address.notice)
	const options = {
		...{ idle_timeout: 30, connect_timeout: 4, ...address.connection },
		// Drizzle reads arrays itself; the driver would ask each new connection for their types.
		...{ fetch_types: false, backoff: () => 0.1, onnotice: () => {} },
	}
	const begun = (client: Sql, work: Work, prepared: Preparation) =>
		transactionsOf(client, prepared, settingsOf(work, address.schema))
	const pool = renewed(() => {
		const client = clientOf({ ...options, max: address.poolSize ?? poolSize })
		const prepared = preparation(client)
		const works = Object.keys(rulesOf) as Work[]
		const databases = works.map((work) => [work, begun(client, work, prepared)])
		return { client, databases: Object.fromEntries(databases) as Record<Work, Begun> }
	})
	// Health has a client of its own, so that it answers while every connection of the pool waits.
	const probe = renewed(() => {
		const client = clientOf({ ...options, max: 1 })
		return { client, databases: { health: begun(client, 'health', preparation(client)) } }
	})
	return {
		...{ kind: 'postgresql', schema: address.schema, waitMs: address.waitMs },
		async transaction(work, transact) {
			const run = transact as (tx: Tx) => never
			if (work !== 'health') return pool.use((databases) => databases[work].transaction(run))
			try {
				return await probe.use(({ health }) => health.transaction(run))
			} catch (error) {
				// This error shows that the database answers. The connections are left to the pool.
				if (sqlState(error) !== tooManyConnections) throw error
				return pool.use(({ health }) => health.transaction(run))
			}
		},
		async close() {
			await Promise.all([pool.close(), probe.close()])
		},
	}
}

function clientOf(options: postgres.Options<Record<string, never>>): Sql {
	const client = postgres(options)
	// Of several hosts the driver tries one after the other, with sockets of its own.
	if (client.options.host.length === 1) Object.assign(client.options, { socket: promptSocket })
	return client
}

type Preparation = ReturnType<typeof preparation>
type Begun = ReturnType<typeof transactionsOf>
type Opened<Databases> = { client: Sql; databases: Databases }

/**
 * Replaces the client after it has lost a connection. A connection of postgres.js that closes with a write in its buffer
 * never sends again: its later statements end in CONNECT_TIMEOUT. Running transactions end on the old client.
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
	/** The options of BEGIN. */
	mode: string
	/** SQL for the settings that hold until the transaction ends. */
	local: string
}

/** A plan is made once, and serves tables of any size. */
const indexedScans = {
	plan_cache_mode: 'force_generic_plan',
	enable_seqscan: 'off',
	// A bitmap scan visits all rows that a project ever had, until a vacuum; an index scan remembers which are dead.
	enable_bitmapscan: 'off',
}

/** A plan is made for each call: what suits a search in ten facts does not suit one in ten thousand. */
const ownPlans = { plan_cache_mode: 'force_custom_plan' }

function settingsOf(work: Work, path: string | null): Settings {
	const { isolationLevel, accessMode, lockMs, statementMs, indexed } = rulesOf[work]
	const local = Object.entries({
		statement_timeout: String(statementMs),
		lock_timeout: String(lockMs ?? 0),
		idle_in_transaction_session_timeout: '60000',
		...(indexed ? indexedScans : ownPlans),
		...(path !== null && { search_path: `"${path.replaceAll('"', '""')}"` }),
	}).map(([name, value]) => `set_config('${name}', '${value.replaceAll("'", "''")}', true)`)
	return {
		mode: `isolation level ${isolationLevel} ${accessMode}`,
		local: `select ${processId}, ${local.join(', ')}`,
	}
}

/** Runs transactions of one kind of work. */
function transactionsOf(client: Sql, prepared: Preparation, { mode, local }: Settings) {
	const begin = (transact: (session: TransactionSql) => Promise<unknown>) =>
		client.begin(mode, (session) => {
			// The settings go out together with the first statement, ahead of it.
			prepared.prepareIn(session)
			session.unsafe(local, []).then(prepared.learn, () => {})
			return transact(session).catch(leaveIfEnded)
		})
	return drizzle({ client: { options: client.options, begin } as unknown as Sql })
}

/**
 * Never resolves for a lost session: the driver itself rejects the transaction. An end here would make the driver send its
 * rollback over the connection that took the place of the lost one, into the transaction of somebody else.
 */
function leaveIfEnded(error: unknown): Promise<never> {
	if (endsSession(error)) return new Promise(() => {})
	throw error
}
