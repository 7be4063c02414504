import { type SQL, sql } from 'drizzle-orm'
import type { sources, workspaces } from './schema'

/** When to delete something together with what is in it: not the time of any part that was deleted `before`, so that exactly the parts of this deletion come back with it. */
export const deletionTime = (before: SQL) =>
	sql`greatest(now(), ${before} + interval '1 microsecond')`

/** When that was, compared in the database: a JavaScript date has no microseconds. */
export const deletionTimeOf = (table: typeof sources | typeof workspaces, id: string) =>
	sql`(select ${table.deletedAt} from ${table} where ${table.id} = ${id})`
