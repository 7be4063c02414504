import type { Engine, Tx } from './client'
import { lockDirectory } from './embedded-lock'
import * as schema from './schema'
import { rulesOf } from './work'

/** PostgreSQL in this process, with one connection. Throws an error that says what to do when the directory cannot be opened. */
export async function openEmbedded(dataDir: string): Promise<Engine> {
	const { PGlite } = await import('@electric-sql/pglite')
	const { drizzle } = await import('drizzle-orm/pglite')
	const inMemory = dataDir === 'memory://'
	const unlock = inMemory ? async () => {} : await lockDirectory(dataDir)
	try {
		const client = await PGlite.create(inMemory ? dataDir : `${dataDir}/pgdata`)
		const db = drizzle(client, { schema })
		return {
			kind: 'embedded',
			...{ schema: null, waitMs: null },
			transaction: (work, transact) => {
				const { isolationLevel, accessMode } = rulesOf[work]
				return db.transaction(transact as (tx: Tx) => never, { isolationLevel, accessMode })
			},
			close: async () => {
				await client.close()
				await unlock()
			},
		}
	} catch (error) {
		await unlock()
		const reason = error instanceof Error ? error.message : String(error)
		throw new Error(
			`The embedded database in ${dataDir} could not be opened: ${reason}. It was left as it is. Move the directory away to start with an empty one.`,
			{ cause: error },
		)
	}
}
