import { Worker } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { sql } from 'drizzle-orm'
import { openEmbedded } from '@/server/db/embedded'

// A program that makes upkeep due in the embedded database of the first argument's directory. It kills itself the third
// argument's milliseconds after the upkeep starts the statement of the second. Upkeep blocks the thread.
const [, , dataDir = '', statement = '', afterMs = ''] = process.argv
const killer = `
	const { workerData, parentPort } = require('node:worker_threads')
	parentPort.postMessage('ready')
	Atomics.wait(workerData, 0, 0)
	Atomics.wait(workerData, 1, 0, ${Number(afterMs)})
	process.kill(process.pid, 'SIGKILL')`
const signal = new Int32Array(new SharedArrayBuffer(8))
const worker = new Worker(killer, { eval: true, workerData: signal })
await new Promise((resolve) => worker.once('message', resolve))

const { exec } = PGlite.prototype
PGlite.prototype.exec = function (query, options) {
	if (query.startsWith(statement)) {
		Atomics.store(signal, 0, 1)
		Atomics.notify(signal, 0)
	}
	return exec.call(this, query, options)
}

const database = await openEmbedded(dataDir, { onUpkeepError: console.log })
await database.transaction(async (tx) => {
	await tx.execute(sql`create table if not exists kept (n int primary key, text text)`)
	await tx.execute(sql`truncate kept`)
	await tx.execute(
		sql`insert into kept select n, repeat('x', 500) || n from generate_series(1, 30000) n`,
	)
	await tx.execute(sql`delete from kept where n % 5 > 0`)
})
// This transaction queues behind the upkeep.
await database.transaction((tx) => tx.execute(sql`select 1`))
console.log('upkeep has ended')
process.exit(0)
