import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { PgTransactionConfig } from 'drizzle-orm/pg-core'
import type { Tx } from './client'
import { cannotOpen, isDiskFull, systemCode, unavailable, unavailableFor } from './embedded-errors'
import { lockDirectory } from './embedded-lock'
import { makeUpkeep } from './embedded-upkeep'
import { openPGlite, type PGliteEngine } from './pglite-engine'

export type EmbeddedDatabase = {
	/** Runs `work` in a transaction; transactions run one after the other. Throws an error with the code EMBEDDED_UNAVAILABLE while the database cannot work. */
	transaction<T>(work: (tx: Tx) => Promise<T>, config?: PgTransactionConfig): Promise<T>
	close(): Promise<void>
}

type Options = {
	/** Called with the error of a failed upkeep. Upkeep is tried again after more changes. */
	onUpkeepError?: (error: unknown) => void
}

// A start blocks the process for a part of a second. A failed engine stays in memory (170 MB) until its timers have run
// out, which takes ten seconds.
const reopenPauseMs = 3_000

/**
 * Opens the embedded database in `dataDir`, or makes it there; does not migrate. `memory://` is a database in memory, for
 * tests. A failed engine is replaced at the next call, under the same lock. Throws an error that says what to do.
 */
export async function openEmbedded(
	dataDir: string,
	{ onUpkeepError = () => {} }: Options = {},
): Promise<EmbeddedDatabase> {
	const inMemory = dataDir === 'memory://'
	const directory = inMemory ? dataDir : path.join(dataDir, 'pgdata')
	const unlock = inMemory ? async () => {} : await lock(dataDir)
	let engine: PGliteEngine | null
	try {
		if (!inMemory) await makeIfAbsent(directory)
		engine = await openPGlite(directory)
	} catch (error) {
		await unlock()
		throw cannotOpen(dataDir, error)
	}

	const upkeep = makeUpkeep(directory)
	let closed = false
	let lastAttempt = Number.NEGATIVE_INFINITY
	let lastReason: unknown
	let queue: Promise<unknown> = Promise.resolve()

	/** Runs jobs one after the other: PGlite has one connection, and an engine is replaced between two transactions only. */
	function enqueue<T>(job: () => Promise<T>): Promise<T> {
		const result = queue.then(job)
		queue = result.catch(() => {})
		return result
	}

	async function running(): Promise<PGliteEngine> {
		if (engine) return engine
		// The data in memory is gone: another engine would answer from an empty database.
		if (closed || inMemory) throw unavailable('The embedded database is closed.', lastReason)
		if (performance.now() - lastAttempt < reopenPauseMs) throw unavailableFor(lastReason)
		lastAttempt = performance.now()
		try {
			engine = await openPGlite(directory)
			return engine
		} catch (error) {
			lastReason = error
			throw unavailableFor(error)
		}
	}

	/** Drops a failed engine and returns its error, or null. The next call opens another engine. */
	async function dropIfFailed(used: PGliteEngine): Promise<Error | null> {
		const failure = used.failure()
		if (failure === null) return null
		engine = null
		lastReason = failure
		await used.discard()
		return failure
	}

	/** Queues upkeep before the next transaction, where it is due. No caller gets an error of upkeep. */
	async function keepUp(used: PGliteEngine): Promise<void> {
		try {
			if (await upkeep.isDue(used.client)) void enqueue(() => runUpkeep(used))
		} catch (error) {
			onUpkeepError(error)
			await dropIfFailed(used)
		}
	}

	async function runUpkeep(used: PGliteEngine): Promise<void> {
		if (engine !== used) return
		try {
			if (await upkeep.isDue(used.client)) await upkeep.run(used.client)
		} catch (error) {
			onUpkeepError(error)
		}
		await dropIfFailed(used)
	}

	async function transact<T>(
		work: (tx: Tx) => Promise<T>,
		config?: PgTransactionConfig,
	): Promise<T> {
		const used = await running()
		let result: T
		try {
			result = await used.db.transaction(work, config)
		} catch (error) {
			const failure = await dropIfFailed(used)
			if (failure !== null) throw unavailableFor(failure)
			throw isDiskFull(error) ? unavailableFor(error) : error
		}
		if (!inMemory && config?.accessMode !== 'read only') await keepUp(used)
		return result
	}

	return {
		transaction: (work, config) => enqueue(() => transact(work, config)),
		close: () =>
			enqueue(async () => {
				if (closed) return
				closed = true
				try {
					await engine?.client.close()
				} finally {
					engine = null
					await unlock()
				}
			}),
	}
}

/** Throws an error that names the holder, or says what is wrong with the directory. */
async function lock(dataDir: string): Promise<() => Promise<void>> {
	try {
		return await lockDirectory(dataDir)
	} catch (error) {
		throw systemCode(error) ? cannotOpen(dataDir, error) : error
	}
}

/** Makes a new database whole or not at all. The next start makes a database anew that a full disk or a kill left half made. */
async function makeIfAbsent(directory: string): Promise<void> {
	if (existsSync(directory)) return
	const unfinished = `${directory}.new`
	try {
		await rm(unfinished, { recursive: true, force: true })
		const engine = await openPGlite(unfinished)
		await engine.client.close()
		await rename(unfinished, directory)
	} catch (error) {
		await rm(unfinished, { recursive: true, force: true })
		throw error
	}
}
