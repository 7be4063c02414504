import { sql } from 'drizzle-orm'
import { type Adapter, runForTests } from './adapter'
import type { TransactionRunner } from './database'
import type { IsolationError } from './errors'

type Violation = { error: IsolationError; procedure: string }

/**
 * Stores a refusal of the guard, for the test's fixture and for the end of the run. An error of storing goes to
 * `onError`, as the caller gets the refusal.
 */
export async function recordViolation(
	adapter: Adapter,
	database: TransactionRunner,
	{ error: { specificCode, message, holder }, procedure }: Violation,
): Promise<void> {
	const storing = runForTests(adapter, { database, work: 'write' }, (tx) =>
		tx.execute(sql`insert into violations (code, message, procedure, lease_id, run, shard, worker, label)
			values (${specificCode}, ${message}, ${procedure}, ${holder?.id ?? null},
				${holder?.run ?? ''}, ${holder?.shard ?? 0}, ${holder?.worker ?? 0}, ${holder?.label ?? null})`),
	)
	await storing.catch((failure) => adapter.onError?.('record of a violation', failure))
}
