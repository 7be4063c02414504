import { databaseOptions } from '../runtime'
import { openDatabase } from './client'

const database = await openDatabase(databaseOptions())
await database.close()
console.log(`The ${database.kind} database is up to date.`)
