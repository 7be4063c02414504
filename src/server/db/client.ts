import { setTimeout as sleep } from 'node:timers/promises'
import type { Tx } from '@/isolation/database'
import { sqlState } from '../sql-state'
import { isCut, type Phase, poolExhausted, tooManyConnections, unavailable } from './unavailable'
import { rulesOf, type Work, type WorkRules } from './work'

export { pipelined, queryRows, type Tx } from '@/isolation/database'

/** The database of the application. Every statement runs in a transaction, by `run`: `openPostgres` says why. */
export type Database = {
	kind: 'postgresql' | 'embedded'
	/** The schema that holds the tables; null: the server's search path decides. */
	schema: string | null
	/** Whether the database is marked as production's, as far as this server knows. */
	isMarked: boolean
	/**
	 * Runs `transact` in a transaction of this kind, again where it lost against a concurrent one. Only `tx` may be awaited
	 * in it. Throws SERVICE_UNAVAILABLE where the database is away or busy.
	 */
	run<T>(work: Work, transact: (tx: Tx) => Promise<T>): Promise<T>
	close(): Promise<void>
}

/** PostgreSQL or the embedded database, without the limits and retries that `databaseOf` adds. */
export type Engine = Pick<Database, 'kind' | 'schema' | 'close'> & {
	transaction<T>(work: Work, transact: (tx: Tx) => Promise<T>): Promise<T>
	/** Milliseconds that a transaction may wait for a connection, where the address says so. */
	waitMs: number | null
}

const attempts = 5

function rulesFor(work: Work, { waitMs }: Engine): WorkRules {
	return waitMs === null || work === 'health' ? rulesOf[work] : { ...rulesOf[work], waitMs }
}

/** Adds the limits and retries of `rulesOf` to an engine. Does not migrate. */
export function databaseOf(engine: Engine): Database {
	return {
		...{ kind: engine.kind, schema: engine.schema, isMarked: false },
		close: () => engine.close(),
		async run(work, transact) {
			const rules = rulesFor(work, engine)
			const giveUpAt = performance.now() + rules.waitMs
			for (let attempt = 1; ; attempt++) {
				const progress: Progress = { phase: 'before its begin' }
				try {
					return await runOnce(engine, { work, rules, transact, progress })
				} catch (error) {
					const { phase } = progress
					const state = sqlState(error) ?? ''
					if (rules.transient.includes(state) && attempt < attempts) continue
					const hasBegun = phase !== 'before its begin'
					// Only its next use shows that an idle connection was cut, as a sleeping server cuts it.
					if (!hasBegun && attempt === 1 && isCut(error)) continue
					// Other servers give connections back all the time.
					const isWaiting = !hasBegun && state === tooManyConnections
					if (!isWaiting || performance.now() > giveUpAt)
						throw unavailable(error, { rules, phase }) ?? error
					await sleep(20 + Math.random() * 80)
				}
			}
		},
	}
}

type Progress = { phase: Phase }

/** Runs one transaction. A transaction that has not begun in time is given up, and does nothing when its turn comes. */
function runOnce<T>(
	engine: Engine,
	{
		work,
		rules,
		transact,
		progress,
	}: { work: Work; rules: WorkRules; transact: (tx: Tx) => Promise<T>; progress: Progress },
): Promise<T> {
	return new Promise((resolve, reject) => {
		let givenUp = false
		const giveUp = () => {
			givenUp = true
			reject(poolExhausted(rules))
		}
		// A timer takes no Infinity.
		const waiting = setTimeout(giveUp, Math.min(rules.waitMs, 2 ** 31 - 1))
		engine
			.transaction(work, async (tx) => {
				clearTimeout(waiting)
				if (givenUp) throw new Error('The transaction was given up before it began')
				progress.phase = 'at work'
				const result = await transact(tx)
				progress.phase = 'at its commit'
				return result
			})
			.then(resolve, reject)
			.finally(() => clearTimeout(waiting))
	})
}
