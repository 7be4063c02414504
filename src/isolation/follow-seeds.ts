import { sql } from 'drizzle-orm'
import { type Adapter, runForTests } from './adapter'
import { sweepExpired } from './cleanup'
import { pipelined, type TransactionRunner } from './database'
import type { MadeSeed } from './follow-ups'
import { forgetLeases } from './leftovers'

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
