import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { PgTransactionConfig } from 'drizzle-orm/pg-core'
import type { Tx } from './client'
import { type Engine, openEngine } from './embedded-engine'
import { cannotOpen, isDiskFull, systemCode, unavailable, unavailableFor } from './embedded-errors'
import { lockDirectory } from './embedded-lock'
import { makeUpkeep } from './embedded-upkeep'

export type EmbeddedDatabase = {
	/** Runs work in one transaction, one after the other. Throws an error with the code EMBEDDED_UNAVAILABLE while the database cannot work. */
	transaction<T>(work: (tx: Tx) => Promise<T>, config?: PgTransactionConfig): Promise<T>
	close(): Promise<void>
}

type Options = {
	/** Told of upkeep that failed; it is tried again after more changes. */
	onUpkeepError?: (error: unknown) => void
}

// A start takes a part of a second in which nothing else is answered, and an engine that failed stays in memory
// (170 MB) until its timers have run out, which takes ten seconds.
const reopenPauseMs = 3_000

/**
 * Opens (makes) the embedded database in `dataDir`, not migrated; `memory://` is in memory, for tests. An engine that
 * fails is replaced at the next call, under the same lock. Throws an error that says what to do.
 */
export async function openEmbedded(
	dataDir: string,
	{ onUpkeepError = () => {} }: Options = {},
): Promise<EmbeddedDatabase> {
	const inMemory = dataDir === 'memory://'
	const directory = inMemory ? dataDir : path.join(dataDir, 'pgdata')
	const unlock = inMemory ? async () => {} : await lock(dataDir)
	let engine: Engine | null
	try {
		if (!inMemory) await makeIfAbsent(directory)
		engine = await openEngine(directory)
	} catch (error) {
		await unlock()
		throw cannotOpen(dataDir, error)
	}

	const upkeep = makeUpkeep(directory)
	let closed = false
	let lastAttempt = Number.NEGATIVE_INFINITY
	let lastReason: unknown
	let queue: Promise<unknown> = Promise.resolve()

	/** One after the other: PGlite has one connection, and an engine is replaced between two transactions only. */
	function enqueue<T>(job: () => Promise<T>): Promise<T> {
		const result = queue.then(job)
		queue = result.catch(() => {})
		return result
	}

	async function running(): Promise<Engine> {
		if (engine) return engine
		// What was in memory is gone: another engine would answer from an empty database.
		if (closed || inMemory) throw unavailable('The embedded database is closed.', lastReason)
		if (performance.now() - lastAttempt < reopenPauseMs) throw unavailableFor(lastReason)
		lastAttempt = performance.now()
		try {
			engine = await openEngine(directory)
			return engine
		} catch (error) {
			lastReason = error
			throw unavailableFor(error)
		}
	}

	/** Returns why the engine failed, or null. The next call opens another one. */
	async function dropIfFailed(used: Engine): Promise<Error | null> {
		const failure = used.failure()
		if (failure === null) return null
		engine = null
		lastReason = failure
		await used.discard()
		return failure
	}

	/** Looks after the database, if it is time, before the next transaction; what fails there fails nobody. */
	async function keepUp(used: Engine): Promise<void> {
		try {
			if (await upkeep.isDue(used.client)) void enqueue(() => runUpkeep(used))
		} catch (error) {
			onUpkeepError(error)
			await dropIfFailed(used)
		}
	}

	async function runUpkeep(used: Engine): Promise<void> {
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

/** A new database appears whole or not at all: what a full disk or a kill leaves half made is made anew. */
async function makeIfAbsent(directory: string): Promise<void> {
	if (existsSync(directory)) return
	const unfinished = `${directory}.new`
	try {
		await rm(unfinished, { recursive: true, force: true })
		const engine = await openEngine(unfinished)
		await engine.client.close()
		await rename(unfinished, directory)
	} catch (error) {
		await rm(unfinished, { recursive: true, force: true })
		throw error
	}
}
