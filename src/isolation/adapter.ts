import type { AnyPgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { TransactionRunner, Tx } from './database'

type RootTable = PgTable & {
	id: AnyPgColumn
	/** These three come from `rootColumns`. */
	seeded: AnyPgColumn
	leaseId: AnyPgColumn
	expiresAt: AnyPgColumn
	/** A root with a time here is not there for anybody, until it is restored. */
	deletedAt?: AnyPgColumn
}

type GroupTable = PgTable & {
	id: AnyPgColumn
	/** These two come from `groupColumns`. */
	seedRootId: AnyPgColumn
	leaseId: AnyPgColumn
	deletedAt?: AnyPgColumn
}

/** Values of a row's own columns, by the names that Drizzle has for them. */
type RowValues = Record<string, unknown>

/**
 * What an application says about itself, so that its workers are kept apart. A *root* is a row that one worker has to
 * itself (a project, a board), with everything below it. A *group* is a row above roots (a workspace).
 */
export type Adapter<
	Noun extends string = string,
	GroupNoun extends string = string,
	Row = unknown,
> = {
	root: {
		/** As messages and inputs call it: `project` makes inputs with a `projectId`. */
		noun: Noun
		table: RootTable & { $inferSelect: Row }
		/** The app's own columns of a seeded root. */
		seedRow(id: string): RowValues
	}
	group?: {
		noun: GroupNoun
		table: GroupTable
		/** The property of the root table that names the group. */
		key: string
		/** The app's own columns of a seeded group. */
		seedRow(id: string): RowValues
	}
	/** By noun: the column of each table below the root that names the root. Rows are deleted in this order. */
	children: Record<string, AnyPgColumn>
	/** A digest of everything below a root, without times and lease; null where there is no root. */
	contentHash(tx: Tx, rootId: string): Promise<string | null>
	messages: {
		/** What opens the test helpers, such as `ARTIFACT_ENABLE_TEST_SEED=true`. */
		switch: string
		/** The variable that holds the secret of callers. */
		token: string
		/** What a spec has to do so that its requests carry the lease. */
		sendLease: string
	}
	/** Runs first in each transaction of the test helpers; throws where they may not work on this database. */
	admitTests?(database: TransactionRunner, tx: Tx): Promise<void>
	/** Gets what failed after an answer was certain: a sweep, the record of a violation. */
	onError?(doing: string, error: unknown): void
}

/** Runs `transact` as the test helpers do, where the application admits them. */
export function runForTests<T>(
	{ admitTests }: Adapter,
	{ database, work }: { database: TransactionRunner; work: 'read' | 'write' | 'seed' },
	transact: (tx: Tx) => Promise<T>,
): Promise<T> {
	return database.run(work, async (tx) => {
		await admitTests?.(database, tx)
		return transact(tx)
	})
}
