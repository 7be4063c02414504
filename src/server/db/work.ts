/** The kind of work in a transaction. Each kind sets its limits and its isolation level, as the server's default may be any level. */
export type Work = 'read' | 'write' | 'seed' | 'migration' | 'health'

export type WorkRules = {
	isolationLevel: 'read committed' | 'repeatable read'
	accessMode: 'read only' | 'read write'
	/** Milliseconds that a transaction may wait for a free connection. */
	waitMs: number
	/** Milliseconds that a statement may wait for a lock; null: for as long as the statement may run. */
	lockMs: number | null
	/** Milliseconds that a statement may run. */
	statementMs: number
	/** Whether tables are read by their indexes only, so that a plan that was made for a small table serves a large one. */
	indexed?: boolean
	/** SQLSTATEs after which the transaction runs again, as it lost against a concurrent transaction. */
	transient: string[]
}

const deadlock = '40P01'
/** SQLSTATE of a prepared statement whose columns a migration of another server has changed. */
const changedColumns = '0A000'
const serializationFailure = '40001'
/** SQLSTATEs of a row that a concurrent cleanup deleted between two statements, or that a concurrent seed made. */
const lostRow = ['23503', '23505']

export const rulesOf: Record<Work, WorkRules> = {
	/** All statements see one snapshot. */
	read: {
		...{ isolationLevel: 'repeatable read', accessMode: 'read only' },
		...{ waitMs: 10_000, lockMs: 5_000, statementMs: 15_000 },
		transient: [serializationFailure, changedColumns],
	},
	write: {
		...{ isolationLevel: 'read committed', accessMode: 'read write' },
		...{ waitMs: 10_000, lockMs: 5_000, statementMs: 15_000 },
		transient: [deadlock, serializationFailure, changedColumns],
	},
	/** Seeds of one project queue for its row, and a seed of 100,000 facts takes seconds. */
	seed: {
		...{ isolationLevel: 'read committed', accessMode: 'read write' },
		...{ waitMs: 60_000, lockMs: 30_000, statementMs: 120_000, indexed: true },
		transient: [deadlock, serializationFailure, changedColumns, ...lostRow],
	},
	/** Other servers may be migrating. */
	migration: {
		...{ isolationLevel: 'read committed', accessMode: 'read write' },
		...{ waitMs: 20_000, lockMs: null, statementMs: 600_000, transient: [deadlock] },
	},
	health: {
		...{ isolationLevel: 'read committed', accessMode: 'read only' },
		...{ waitMs: 3_000, lockMs: 1_000, statementMs: 2_000, transient: [] },
	},
}

/** How a transaction of this kind begins. */
export function modeOf(work: Work): Pick<WorkRules, 'isolationLevel' | 'accessMode'> {
	const { isolationLevel, accessMode } = rulesOf[work]
	return { isolationLevel, accessMode }
}
