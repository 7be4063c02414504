import { type SQL, sql } from 'drizzle-orm'
import type { sources, workspaces } from './schema'

/** The time of a deletion: later than `before`, when parts were deleted last, so that a restoration brings back exactly the parts of this deletion. */
export const deletionTime = (before: SQL) =>
	sql`greatest(now(), ${before} + interval '1 microsecond')`

/** A row's time of deletion, as SQL: a JavaScript date has no microseconds. */
export const deletionTimeOf = (table: typeof sources | typeof workspaces, id: string) =>
	sql`(select ${table.deletedAt} from ${table} where ${table.id} = ${id})`
