import { sql } from 'drizzle-orm'
import { openEmbedded } from '@/server/db/embedded'
import { fillDisk, freeDisk } from './small-disk'

// A program that opens the embedded database in the directory of the first argument, fills its disk, commits until a commit
// fails, and prints the rows stored then. It is a process of its own, as an engine that waits for itself stops its process.
const [, , dataDir = ''] = process.argv
const database = await openEmbedded(dataDir)
const stored = () =>
	database.transaction(async (tx) => {
		const result: unknown = await tx.execute(sql`select round from rounds`)
		return (result as { rows: { round: number }[] }).rows[0]?.round
	})

await database.transaction(async (tx) => {
	await tx.execute(sql`create table if not exists rounds as select 0 as round`)
})
fillDisk(dataDir)
let committed = 0
let code: unknown
while (code === undefined)
	try {
		await database.transaction(async (tx) => {
			// The message fills the log but is not written out before the commit.
			await tx.execute(sql`select pg_logical_emit_message(false, 'test', repeat('x', 100000))`)
			await tx.execute(sql`update rounds set round = ${committed + 1}`)
		})
		committed++
	} catch (error) {
		code = (error as { code?: unknown }).code ?? String(error)
	}
freeDisk(dataDir)
console.log(JSON.stringify({ code, committed, stored: await stored() }))
await database.close()
// A timer of the failed engine would keep the process alive for ten seconds.
process.exit(0)
