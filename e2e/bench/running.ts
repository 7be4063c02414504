import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { WorkerSlot } from '../../src/isolation/worker-ids'
import type { Database } from '../../src/server/db/client'
import { openDatabase } from '../../src/server/db/open'
import type { RequestContext } from '../../src/server/request-context'
import { createCaller } from '../../src/server/routers/app'
import { workerSeedRequest } from '../harness/worker-seed'
import { type Application, startApplication, testableServer } from '../server/application'
import { buildIfStale } from '../server/build'
import type { Setting } from './section'

const run = `bench-${randomBytes(4).toString('hex')}`

/** A worker of the benchmark's own run. */
export function slotOf(worker: number): WorkerSlot {
	return { run, shard: 0, worker }
}

/** What the fixtures ask for before a test of this worker. */
export function requestOf(worker: number) {
	return workerSeedRequest(slotOf(worker), 'a test of the benchmark')
}

/** A temporary folder that the end of the section deletes. */
function folderFor({ atEnd }: Setting): string {
	const folder = mkdtempSync(path.join(tmpdir(), 'artifact-bench-'))
	atEnd(async () => rmSync(folder, { recursive: true, force: true }))
	return folder
}

/** Starts the production build in E2E mode on the database, an embedded one of its own without an address. */
export async function startServer(
	setting: Setting,
	databaseUrl: string | null,
): Promise<Application & { base: string }> {
	await buildIfStale()
	const application = await startApplication({
		env: {
			...testableServer,
			DATABASE_URL: databaseUrl ?? '',
			ARTIFACT_DATA_DIR: folderFor(setting),
		},
	})
	setting.atEnd(() => application.stop())
	return { ...application, base: `http://127.0.0.1:${application.port}` }
}

/** Opens and migrates the database in this process, an embedded one of its own without an address. */
export async function openInProcess(
	setting: Setting,
	databaseUrl: string | null,
): Promise<Database> {
	const dataDir = databaseUrl ? '' : folderFor(setting)
	const database = await openDatabase({ databaseUrl, dataDir })
	setting.atEnd(() => database.close())
	return database
}

/** The context of a request in E2E mode whose gate is open, without HTTP. */
export function contextOf(database: Database): RequestContext {
	return {
		database,
		env: {
			seeding: { mounted: true, enabled: true, token: null, productionBuild: false },
			e2eMode: true,
			hosts: null,
		},
		buildId: 'bench',
		commit: null,
		production: null,
		requestId: randomUUID(),
		startedAt: 0,
		request: { remoteAddress: '127.0.0.1', headers: { host: 'localhost' } },
		leaseId: null,
		fault: null,
		clientHasLeft: async () => false,
	}
}

/** The procedures of this checkout, called without HTTP. */
export function callerOf(database: Database) {
	return createCaller(contextOf(database))
}
