import { databaseOptions } from '../runtime'
import { openDatabase } from './client'

const database = await openDatabase({ ...databaseOptions(), markedBy: 'npm run db:protect' })
await database.close()
console.log(
	'The database is marked as production’s: no server opens its test helpers on it. A server that runs learns of it at its next call of one.',
)
