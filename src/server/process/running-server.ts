import { existsSync, readFileSync } from 'node:fs'
import { FollowUps } from '@/isolation/follow-ups'
import type { Database } from '../db/client'
import { openDatabase } from '../db/open'
import { type Env, env } from './env'

// Next bundles the start-up hook and the API routes apart, and hot reload loads modules anew: only `globalThis` keeps one
// of each.
const shared = globalThis as {
	artifactDatabase?: Promise<Database>
	artifactFollowUps?: FollowUps
}

/** The options of `openDatabase`, from the environment. */
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

/** What follows the seeds of this process. */
export function followUps(): FollowUps {
	shared.artifactFollowUps ??= new FollowUps()
	return shared.artifactFollowUps
}

export type TestSettings = Pick<Env, 'seeding' | 'e2eMode'> & {
	/** Why this server is production's: its deployment or the mark of its database; null: it is not. */
	production: 'deployment' | 'database' | null
}

/** The settings for tests. A database that is marked as production's turns them off, whatever the environment says. */
export function testSettings({ isMarked }: Database): TestSettings {
	const { seeding, e2eMode } = env()
	// A production deployment marks its database too, so that the deployment is asked first.
	if (!seeding.mounted) return { seeding, e2eMode, production: 'deployment' }
	if (!isMarked) return { seeding, e2eMode, production: null }
	const closed = { ...seeding, mounted: false, enabled: false }
	return { seeding: closed, e2eMode: false, production: 'database' }
}

const buildIdFile = '.next/BUILD_ID'
let cachedBuildId: string | undefined

/** The id of the production build that is served; `unknown` without the file `.next/BUILD_ID`, `development` without a build. */
export function buildId(): string {
	cachedBuildId ??= env().production ? servedBuildId() : 'development'
	return cachedBuildId
}

function servedBuildId(): string {
	return existsSync(buildIdFile) ? readFileSync(buildIdFile, 'utf8').trim() : 'unknown'
}
