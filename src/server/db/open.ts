import { errorEntry, logLine } from '../log'
import { type Database, databaseOf, type Engine } from './client'
import { migrate } from './migrate'
import { isMarked, markAsProduction } from './production-mark'
import { modeOf } from './work'

type Options = {
	/** Of a PostgreSQL server; null: the embedded database. */
	databaseUrl: string | null
	/** Directory of the embedded database; unused with `databaseUrl`. */
	dataDir: string
	/** The largest number of connections; the embedded database has one. */
	poolSize?: number
	/** Marks the database as production's, and records this name with the mark. */
	markedBy?: string
}

/** Opens PostgreSQL, or without `databaseUrl` the embedded database in `dataDir`, and migrates it. Throws an error that says what to do. */
export async function openDatabase(options: Options): Promise<Database> {
	const database = databaseOf(await openEngine(options))
	try {
		await migrate(database)
		if (options.markedBy) await markAsProduction(database, options.markedBy)
		else database.isMarked = await database.run('read', isMarked)
		return database
	} catch (error) {
		await database.close()
		throw error
	}
}

async function openEngine({ databaseUrl, dataDir, poolSize = 10 }: Options): Promise<Engine> {
	if (databaseUrl === null) return openEmbeddedEngine(dataDir)
	const { openPostgres } = await import('./postgres')
	return openPostgres(databaseUrl, poolSize)
}

async function openEmbeddedEngine(dataDir: string): Promise<Engine> {
	const { openEmbedded } = await import('./embedded')
	const { transaction, close } = await openEmbedded(dataDir, {
		onUpkeepError: (error) =>
			logLine({ level: 'error', doing: 'upkeep of the database', error: errorEntry(error) }),
	})
	return {
		...{ kind: 'embedded', schema: null, waitMs: null, close },
		transaction: (work, transact) => transaction(transact, modeOf(work)),
	}
}
