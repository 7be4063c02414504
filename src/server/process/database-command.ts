import nextEnv from '@next/env'
import { sql } from 'drizzle-orm'
import { type Database, queryRows } from '../db/client'
import { openDatabase } from '../db/open'
import { databaseOptions } from './running-server'

type Named = {
	database: Database
	/** The database's name on the server, or the directory of the embedded database. */
	name: string
	/** The name with the kind of database and its server. */
	description: string
}

/**
 * Runs a command on the database that a server would open here, from the environment and the `.env` files that
 * `npm start` reads. Ends the process with 1 where `command` resolves to false, or with one sentence where it fails.
 */
export async function onDatabase(
	command: (named: Named) => Promise<boolean>,
	differently: { markedBy?: string } = {},
): Promise<void> {
	try {
		nextEnv.loadEnvConfig(process.cwd(), false, { info: () => {}, error: console.error })
		const options = databaseOptions()
		const database = await openDatabase({ ...options, ...differently })
		try {
			const named = options.databaseUrl
				? await namedByServer(database)
				: { name: options.dataDir, description: `embedded database ${options.dataDir}` }
			process.exitCode = (await command({ database, ...named })) ? 0 : 1
		} finally {
			await database.close()
		}
	} catch (error) {
		console.error(error instanceof Error ? error.message : error)
		process.exitCode = 1
	}
}

async function namedByServer(database: Database): Promise<Omit<Named, 'database'>> {
	const [found] = await database.run('read', (tx) =>
		queryRows<{ name: string; server: string }>(
			tx,
			sql`select current_database() as name,
				coalesce(host(inet_server_addr()) || ':' || inet_server_port(), 'a Unix socket') as server`,
		),
	)
	const name = found?.name ?? ''
	return { name, description: `PostgreSQL database ${name} at ${found?.server}` }
}
