import { type AnyPgColumn, getTableConfig, type PgTable } from 'drizzle-orm/pg-core'
import type { TransactionRunner, Tx } from './database'

type RootTable = PgTable & {
	id: AnyPgColumn
	/** `rootColumns` makes these three columns. */
	seeded: AnyPgColumn
	leaseId: AnyPgColumn
	expiresAt: AnyPgColumn
	/** When the root was deleted; null: it is not. Only a restoration finds a deleted root. */
	deletedAt?: AnyPgColumn
}

type GroupTable = PgTable & {
	id: AnyPgColumn
	/** `groupColumns` makes these two columns. */
	seedRootId: AnyPgColumn
	leaseId: AnyPgColumn
	deletedAt?: AnyPgColumn
}

/** Values of a row's own columns, by the names that Drizzle has for them. */
export type RowValues = Record<string, unknown>

/**
 * The tables of an application. A *root* is a row that one worker has to itself, such as a project. A *group* is a row
 * above roots, such as a workspace. A *child* is a row below a root.
 */
export type Adapter<
	Noun extends string = string,
	GroupNoun extends string = string,
	Row = unknown,
> = {
	root: {
		/** The root's name in messages and inputs: a noun such as `project` makes inputs with a `projectId`. */
		noun: Noun
		table: RootTable & { $inferSelect: Row }
		/** Values for the application's own columns of a seeded root. */
		seedRow(id: string): RowValues
	}
	group?: {
		noun: GroupNoun
		table: GroupTable
		/** The property of the root table that names the group. */
		key: string
		/** Values for the application's own columns of a seeded group. */
		seedRow(id: string): RowValues
	}
	/**
	 * By noun of the child: the column of its table that names the root, and references it with `onDelete: 'cascade'`.  A
	 * reset deletes all of them in one statement.
	 */
	children: Record<string, AnyPgColumn>
	/** A digest of a root and its children, without times and lease; null where the root does not exist. */
	contentHash(tx: Tx, rootId: string): Promise<string | null>
	messages: {
		/** The setting that opens the test helpers, such as `ENABLE_TEST_SEED=true`. */
		switch: string
		/** The name of the variable that holds the token of callers. */
		token: string
		/** How the requests of a spec carry the lease, for its author. */
		sendLease: string
	}
	/** Runs first in each transaction of the test helpers. Throws where the test helpers may not use this database. */
	admitTests?(database: TransactionRunner, tx: Tx): Promise<void>
	/** Called with errors that no caller gets: of a sweep, or of storing a violation. */
	onError?(doing: string, error: unknown): void
}

/** Throws where a child would hold up the deletion of its root, or would stay behind. */
export function requireCascades({ root, children }: Adapter): void {
	for (const [noun, column] of Object.entries(children)) {
		const { name, foreignKeys } = getTableConfig(column.table as PgTable)
		const cascades = foreignKeys.some(
			({ onDelete, reference }) =>
				onDelete === 'cascade' &&
				reference().foreignTable === root.table &&
				reference().columns.some((each) => each.name === column.name),
		)
		if (!cascades)
			throw new Error(
				`Isolation deletes each ${noun} with its ${root.noun}. Let ${name}.${column.name} reference the ${root.noun} with { onDelete: 'cascade' }.`,
			)
	}
}

/** Throws where the test helpers may not use this database. */
export async function admitTests(adapter: Adapter, database: TransactionRunner, tx: Tx) {
	await adapter.admitTests?.(database, tx)
}

/** Runs `transact` in a transaction of the test helpers. Throws what `admitTests` throws. */
export function runForTests<T>(
	adapter: Adapter,
	{ database, work }: { database: TransactionRunner; work: 'read' | 'write' | 'seed' },
	transact: (tx: Tx) => Promise<T>,
): Promise<T> {
	return database.run(work, async (tx) => {
		await admitTests(adapter, database, tx)
		return transact(tx)
	})
}
