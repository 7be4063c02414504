import { PGlite } from '@electric-sql/pglite'
import { drizzle, type PgliteDatabase } from 'drizzle-orm/pglite'

export type PGliteEngine = {
	client: PGlite
	db: PgliteDatabase
	/** The error that ended the engine; null while the engine runs. */
	failure(): Error | null
	/** Closes the files of a failed engine without writing to them. */
	discard(): Promise<void>
}

/** The functions of its WebAssembly module that PGlite calls for each message. */
type Module = {
	_PostgresMainLoopOnce(): void
	_PostgresSendReadyForQueryIfNecessary(): void
	_pgl_pq_flush(): void
	stackRestore(pointer: number): void
}

// The status of the one normal exception: PostgreSQL leaves a failed statement by a long jump.
const longJump = 100

const settings = [
	// Old files of the log, of 16 MB each, are removed instead of kept.
	['wal_recycle', 'off'],
	['min_wal_size', '32MB'],
	// The timer of this setting would keep an engine that failed to start in memory: 170 MB each.
	['log_startup_progress_interval', '0'],
]

/** Opens the PGlite database in `directory`, or makes it there. Throws the engine's last message, or else PGlite's error. */
export async function openPGlite(directory: string): Promise<PGliteEngine> {
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
			// Some files may be closed already.
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
 * Lets no call into an engine that has aborted, and returns a function that gives the error. PGlite swallows the error and
 * keeps calling the engine: after a failed COMMIT the engine waits for itself, and the process stands still for ever.
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
				// PGlite swallows no error of `stackRestore`, so that the caller gets this one.
				module.stackRestore = refuse
				module._PostgresSendReadyForQueryIfNecessary = () => {}
				module._pgl_pq_flush = () => {}
			}
			throw error
		}
	}
	return () => failure
}
