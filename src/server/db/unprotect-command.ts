import { createInterface } from 'node:readline'
import { sql } from 'drizzle-orm'
import { databaseOptions } from '../runtime'
import { type Database, openDatabase, queryRows } from './client'
import { isMarked, removeMark } from './production-mark'

const options = databaseOptions()
const database = await openDatabase({ ...options, markedBy: undefined })
process.exitCode = (await unprotect(database)) ? 0 : 1
await database.close()

/** Takes the mark off once its caller has typed the name of the database. Returns whether the database has no mark now. */
async function unprotect(opened: Database): Promise<boolean> {
	if (!(await opened.run('read', isMarked))) {
		console.log('The database is not marked as production’s. Nothing was changed.')
		return true
	}
	const name = options.databaseUrl === null ? options.dataDir : await nameOf(opened)
	const terminal = createInterface({ input: process.stdin, output: process.stdout })
	console.log(`The database ${name} is marked as production’s. Without the mark it can be seeded.`)
	terminal.setPrompt('Type its name to remove the mark: ')
	terminal.prompt()
	// An input that ends without a line is an answer too: a question would wait for it for ever.
	const { value = '' } = await terminal[Symbol.asyncIterator]().next()
	const typed = String(value).trim()
	terminal.close()
	if (typed !== name) {
		console.error(`“${typed}” is not ${name}. The mark stays.`)
		return false
	}
	await removeMark(opened)
	console.log('The mark is removed. A server that runs learns of it when it starts anew.')
	return true
}

async function nameOf(opened: Database): Promise<string> {
	const [found] = await opened.run('read', (tx) =>
		queryRows<{ name: string }>(tx, sql`select current_database() as name`),
	)
	return found?.name ?? ''
}
