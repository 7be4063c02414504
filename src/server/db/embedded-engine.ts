import { PGlite } from '@electric-sql/pglite'
import { drizzle, type PgliteDatabase } from 'drizzle-orm/pglite'

export type Engine = {
	client: PGlite
	db: PgliteDatabase
	/** What ended the engine, in its last words; null while it runs. */
	failure(): Error | null
	/** Lets go of the files of an engine that failed, without writing to them. */
	discard(): Promise<void>
}

/** What PGlite calls of its WebAssembly module on the way of a message. */
type Module = {
	_PostgresMainLoopOnce(): void
	_PostgresSendReadyForQueryIfNecessary(): void
	_pgl_pq_flush(): void
	stackRestore(pointer: number): void
}

// How PostgreSQL leaves a statement that failed, the one exception that is part of normal work.
const longJump = 100

const settings = [
	// Old files of the log are removed, not kept for later: 16 MB each.
	['wal_recycle', 'off'],
	['min_wal_size', '32MB'],
	// Its timer would keep an engine that failed to start in memory: 170 MB each.
	['log_startup_progress_interval', '0'],
]

/** Opens the PGlite database in `directory`, or makes it there. Throws what PGlite throws, or what the engine said last. */
export async function openEngine(directory: string): Promise<Engine> {
	let lastWords: string | null = null
	const client = new PGlite(directory, {
		startParams: [
			...PGlite.defaultStartParams,
			...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
		],
		onStderr: (text) => {
			lastWords ??= /\b(?:PANIC|FATAL): +(.*)/.exec(text)?.[1] ?? null
			return false
		},
	})
	const discard = async () => {
		try {
			await client.fs?.closeFs()
		} catch {
			// Some of its files may be closed already.
		}
	}
	try {
		await client.waitReady
	} catch (error) {
		await discard()
		throw lastWords ? new Error(lastWords, { cause: error }) : error
	}
	const failure = watch(client.Module as unknown as Module, () => lastWords)
	return { client, db: drizzle(client), failure, discard }
}

/**
 * PGlite swallows the exception of an engine that has aborted, and goes on to call it: at best each call fails from
 * then on; after a failed COMMIT the engine waits for itself, and the process stands still for ever. So nothing enters it after that.
 */
function watch(module: Module, lastWords: () => string | null): () => Error | null {
	const { _PostgresMainLoopOnce: mainLoopOnce, stackRestore } = module
	if (!mainLoopOnce || !stackRestore)
		throw new Error('This version of PGlite is built in another way: its failures would go unseen')
	let failure: Error | null = null
	const refuse = () => {
		throw failure
	}
	module._PostgresMainLoopOnce = () => {
		try {
			mainLoopOnce()
		} catch (error) {
			if ((error as { status?: unknown } | null)?.status !== longJump) {
				failure = new Error(lastWords() ?? String(error), { cause: error })
				module._PostgresMainLoopOnce = refuse
				// PGlite calls it outside of what swallows, so this error gets through to the caller.
				module.stackRestore = refuse
				module._PostgresSendReadyForQueryIfNecessary = () => {}
				module._pgl_pq_flush = () => {}
			}
			throw error
		}
	}
	return () => failure
}
