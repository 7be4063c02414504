import { env } from '../env'
import { openDatabase } from './client'

const database = await openDatabase(env())
await database.close()
console.log(`The ${database.kind} database is up to date.`)
