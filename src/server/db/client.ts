import { setTimeout as sleep } from 'node:timers/promises'
import type { Tx } from '@/isolation/database'
import { sqlState } from '../sql-state'
import { isCut, type Phase, poolExhausted, tooManyConnections, unavailable } from './unavailable'
import { rulesOf, type Work, type WorkRules } from './work'

export { queryRows, type Tx } from '@/isolation/database'

/** `run` is the only way to the database: there is no statement outside of a transaction. `openPostgres` says why. */
export type Database = {
	kind: 'postgresql' | 'embedded'
	/** Where the tables are; null: where the server's search path leads. */
	schema: string | null
	/** Whether it is marked as production's, as far as this server knows. */
	isMarked: boolean
	/**
	 * Runs `transact` in a transaction of this kind, again where it lost against a concurrent one. Only `tx` may be awaited
	 * in it. Throws SERVICE_UNAVAILABLE where the database is away or busy.
	 */
	run<T>(work: Work, transact: (tx: Tx) => Promise<T>): Promise<T>
	close(): Promise<void>
}

/** What a database does by itself; `databaseOf` adds the limits that both have. */
export type Engine = Pick<Database, 'kind' | 'schema' | 'close'> & {
	transaction<T>(work: Work, transact: (tx: Tx) => Promise<T>): Promise<T>
	/** Milliseconds that a transaction may wait for a connection, where the address says so. */
	waitMs: number | null
}

const attempts = 5

function rulesFor(work: Work, { waitMs }: Engine): WorkRules {
	return waitMs === null || work === 'health' ? rulesOf[work] : { ...rulesOf[work], waitMs }
}

/** The door to what an engine runs, with the limits that both have; not migrated. */
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
					// A connection that was cut while it was idle, as it is where a server sleeps, is found out by its next use.
					if (!hasBegun && attempt === 1 && isCut(error)) continue
					// Others give connections back all the time.
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

/** One transaction. One that has not begun in time is given up, and does nothing when its turn comes. */
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
		// A timer has no infinity.
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
