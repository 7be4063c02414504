import { sql } from 'drizzle-orm'
import { type Adapter, runForTests } from './adapter'
import { sweepExpired } from './cleanup'
import { forgetLeases } from './leftovers'
import type { LeaseRequest } from './protocol'
import type { SeedContext } from './seed'

type Made = { rootId: string; lease: LeaseRequest | undefined; seedMs: number }

/**
 * What follows a committed seed: stores its time, and sweeps. The answer waits for neither where the context takes the
 * work over. An error goes to `onError`, as the seed stands.
 */
export async function followSeed(
	adapter: Adapter,
	{ database, inBackground }: SeedContext,
	{ rootId, lease, seedMs }: Made,
): Promise<void> {
	const following = runForTests(adapter, { database, work: 'write' }, async (tx) => {
		if (lease) {
			await tx.execute(sql`insert into seed_times (root_id, run, shard, worker, label, seed_ms)
				values (${rootId}, ${lease.run}, ${lease.shard}, ${lease.worker}, ${lease.label ?? null}, ${seedMs})`)
			await forgetLeases(adapter, tx, rootId)
		}
		await sweepExpired(adapter, tx)
	}).catch((error) => adapter.onError?.('what follows a seed', error))
	if (inBackground) inBackground(following)
	else await following
}
