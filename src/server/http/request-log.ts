import type { TRPCError } from '@trpc/server'
import { sql } from 'drizzle-orm'
import { errorShape } from '@/isolation/error-shape'
import { type Database, queryRows } from '../db/client'
import { errorEntry, logLine } from '../log'
import type { RequestContext } from '../request-context'

type Answered = {
	ctx: RequestContext
	surface: 'trpc' | 'rest'
	/** The procedures of a batch with commas between them. */
	procedure: string
	errors: TRPCError[]
}

/** Logs an answered request in one line, and each error of the server in a line of its own, with its cause. No request waits for the log. */
export function logRequest(answered: Answered): void {
	writeLines(answered).catch((error) => logLine({ level: 'error', error: errorEntry(error) }))
}

async function writeLines({ ctx, surface, procedure, errors }: Answered): Promise<void> {
	const codes = errors.map((error) => errorShape(error, undefined).code)
	const durationMs = Math.round((performance.now() - ctx.startedAt) * 10) / 10
	const caller = ctx.leaseId === null ? undefined : await workerOf(ctx.database, ctx.leaseId)
	logLine({
		level: 'info',
		id: ctx.requestId,
		surface,
		procedure,
		durationMs,
		code: codes.length > 0 ? codes.join(',') : 'OK',
		...caller,
	})
	for (const error of errors.filter(isUnexpected))
		logLine({
			level: 'error',
			id: ctx.requestId,
			procedure,
			error: errorEntry(error.cause ?? error),
		})
}

function isUnexpected(error: TRPCError): boolean {
	return error.code === 'INTERNAL_SERVER_ERROR' || error.code === 'SERVICE_UNAVAILABLE'
}

type Worker = { run: string; worker: number }

// The workers of the newest thousand leases: a lease never changes its holder.
const workers = new Map<string, Worker>()

async function workerOf(database: Database, leaseId: string): Promise<Worker | undefined> {
	const known = workers.get(leaseId)
	if (known) return known
	const [found] = await database
		.run('read', (tx) =>
			queryRows<Worker>(
				tx,
				sql`select run, worker::float8 from leases where id = ${leaseId}::uuid`,
			),
		)
		.catch(() => [])
	if (!found) return undefined
	workers.set(leaseId, found)
	const oldest = workers.keys().next().value
	if (workers.size > 1_000 && oldest !== undefined) workers.delete(oldest)
	return found
}
