import { createInterface } from 'node:readline'
import { isMarked, removeMark } from '../db/production-mark'
import { onDatabase } from './database-command'

// Takes the mark off after the user has typed the name of the database.
await onDatabase(
	async ({ database, name, description }) => {
		if (!(await database.run('read', isMarked))) {
			console.log(`The ${description} is not marked as production’s. Nothing was changed.`)
			return true
		}
		console.log(`The ${description} is marked as production’s. Without the mark it can be seeded.`)
		const typed = await answerTo(`Type its name, ${name}, to remove the mark: `)
		if (typed !== name) {
			console.error(`“${typed}” is not ${name}. The mark stays.`)
			return false
		}
		await removeMark(database)
		console.log('The mark is removed. A server that runs learns of it when it starts anew.')
		return true
	},
	{ markedBy: undefined },
)

/** The line that the user typed; empty where the input ends without a line, as `question` alone would wait for ever. */
async function answerTo(question: string): Promise<string> {
	const terminal = createInterface({ input: process.stdin, output: process.stdout })
	terminal.setPrompt(question)
	terminal.prompt()
	const { value = '' } = await terminal[Symbol.asyncIterator]().next()
	terminal.close()
	return String(value).trim()
}
