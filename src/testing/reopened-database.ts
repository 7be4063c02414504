import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import type { Database } from '@/server/db/client'
import { openDatabase } from '@/server/db/open'
import { createServerDatabase, testServerUrl } from './test-database'

/** Returns a function that opens one database any number of times. Each opening closes the one before, as an embedded database has one holder. */
export async function databaseToReopen() {
	const databaseUrl = testServerUrl && (await createServerDatabase(testServerUrl))
	const dataDir = await mkdtemp(path.join(tmpdir(), 'artifact-mark-'))
	let opened: Database | undefined
	afterAll(async () => {
		await opened?.close()
		await rm(dataDir, { recursive: true })
	})
	return async (markedBy?: string): Promise<Database> => {
		await opened?.close()
		opened = await openDatabase({ databaseUrl, dataDir, markedBy, poolSize: 4 })
		return opened
	}
}
