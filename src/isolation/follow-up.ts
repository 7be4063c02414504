import { sql } from 'drizzle-orm'
import { type Adapter, runForTests } from './adapter'
import { sweepExpired } from './cleanup'
import { pipelined, type TransactionRunner } from './database'
import { forgetLeases } from './leftovers'
import type { LeaseRequest } from './protocol'

export type MadeSeed = { rootId: string; lease: LeaseRequest | undefined; seedMs: number }

/**
 * What follows committed seeds: stores their times, forgets old leases, and sweeps. Never rejects: an error goes to
 * `onError`, as the seeds stand.
 */
export async function followSeeds(
	adapter: Adapter,
	database: TransactionRunner,
	seeds: MadeSeed[],
): Promise<void> {
	const leased = seeds.flatMap(({ rootId, lease, seedMs }) =>
		lease ? [{ root_id: rootId, seed_ms: seedMs, ...lease }] : [],
	)
	const rootIds = leased.map(({ root_id }) => root_id)
	const following = runForTests(adapter, { database, work: 'write' }, async (tx) => {
		if (leased.length > 0)
			await pipelined(tx, {
				stored: sql`insert into seed_times (root_id, run, shard, worker, label, seed_ms)
					select * from jsonb_to_recordset(${JSON.stringify(leased)}::jsonb)
						as seed(root_id uuid, run text, shard bigint, worker bigint, label text, seed_ms real)`,
				forgotten: forgetLeases(adapter, rootIds),
			})
		await sweepExpired(adapter, tx, seeds.length)
	})
	await following.catch((error) => adapter.onError?.('what follows a seed', error))
}

/** Milliseconds for which what follows a seed waits for further seeds, as it costs the same for all of them. */
const gatheringMs = 100

/** Follows the seeds of one process later, so that no answer waits for it. */
export class FollowUps {
	readonly #adapter: Adapter
	readonly #database: TransactionRunner
	#waiting: MadeSeed[] = []
	#timer: NodeJS.Timeout | undefined
	#running: Promise<void> = Promise.resolve()

	constructor(adapter: Adapter, database: TransactionRunner) {
		this.#adapter = adapter
		this.#database = database
	}

	add(seed: MadeSeed): void {
		this.#waiting.push(seed)
		this.#timer ??= setTimeout(() => this.settle(), gatheringMs)
	}

	/** Follows the seeds that wait now, and resolves when all are followed. */
	settle(): Promise<void> {
		clearTimeout(this.#timer)
		this.#timer = undefined
		const seeds = this.#waiting
		this.#waiting = []
		if (seeds.length > 0)
			this.#running = this.#running.then(() => followSeeds(this.#adapter, this.#database, seeds))
		return this.#running
	}
}
