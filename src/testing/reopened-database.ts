import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import type { Database } from '@/server/db/client'
import { openDatabase } from '@/server/db/open'
import { createServerDatabase, testServerUrl } from './test-database'

/** A database that the result opens, again and again: each opening ends the one before, as the embedded one has one holder. */
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
