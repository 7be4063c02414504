import { existsSync, readFileSync } from 'node:fs'
import type { Database } from '../db/client'
import { openDatabase } from '../db/open'
import { type Env, env } from './env'

// The start-up hook and the API routes are bundled apart, and hot reload makes modules anew: what must exist once is kept here.
const shared = globalThis as { artifactDatabase?: Promise<Database> }

/** How the environment says that the database is to be opened. */
export function databaseOptions() {
	const { databaseUrl, dataDir, seeding } = env()
	const markedBy = seeding.mounted ? undefined : 'a server with VERCEL_ENV=production'
	return { databaseUrl, dataDir, markedBy }
}

/** The database of this process, opened and migrated at the first call. A failed opening may be tried again. */
export function database(): Promise<Database> {
	shared.artifactDatabase ??= openDatabase(databaseOptions()).catch((error) => {
		shared.artifactDatabase = undefined
		throw error
	})
	return shared.artifactDatabase
}

export type TestSettings = Pick<Env, 'seeding' | 'e2eMode'> & {
	/** What makes this server production's: how it is deployed, or the mark of its database. */
	production: 'deployment' | 'database' | null
}

/** What is open for tests: nothing on a database that is marked as production's, whatever the environment says. */
export function testSettings({ isMarked }: Database): TestSettings {
	const { seeding, e2eMode } = env()
	// What production deploys marks its database as well.
	if (!seeding.mounted) return { seeding, e2eMode, production: 'deployment' }
	if (!isMarked) return { seeding, e2eMode, production: null }
	const closed = { ...seeding, mounted: false, enabled: false }
	return { seeding: closed, e2eMode: false, production: 'database' }
}

const buildIdFile = '.next/BUILD_ID'
let cachedBuildId: string | undefined

/** The id of the production build that is served, `unknown` where it was not deployed with it; `development` where none is. */
export function buildId(): string {
	cachedBuildId ??= env().production ? servedBuildId() : 'development'
	return cachedBuildId
}

function servedBuildId(): string {
	return existsSync(buildIdFile) ? readFileSync(buildIdFile, 'utf8').trim() : 'unknown'
}
