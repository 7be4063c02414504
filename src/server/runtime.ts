import { readFileSync } from 'node:fs'
import { type Database, openDatabase } from './db/client'
import { env } from './env'

// The start-up hook and the API routes are bundled apart, and hot reload makes modules anew: what must exist once is kept here.
const shared = globalThis as { artifactDatabase?: Promise<Database> }

/** The database of this process, opened and migrated at the first call. A failed opening may be tried again. */
export function database(): Promise<Database> {
	shared.artifactDatabase ??= openDatabase(env()).catch((error) => {
		shared.artifactDatabase = undefined
		throw error
	})
	return shared.artifactDatabase
}

let cachedBuildId: string | undefined

/** The id of the production build that is served, `development` without one. */
export function buildId(): string {
	cachedBuildId ??= env().production ? readFileSync('.next/BUILD_ID', 'utf8').trim() : 'development'
	return cachedBuildId
}
