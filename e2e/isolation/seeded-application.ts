import type { WorkerSlot } from '../../src/isolation/worker-ids'
import type { Rows } from './row-changes'

/** The worker and the test for which data is seeded. The messages of the guard name both. */
export type LeaseOwner = WorkerSlot & { label: string }

export type Leased = {
	lease_id: string | null
	/** A digest of the seeded data. */
	content_hash: string
	/** Milliseconds in the database, where the application tells them. */
	seed_ms?: number
}

export type Violation = { code: string; procedure: string; message: string }

/** What a test did, as the application knows it. */
export type Outcome = {
	/** The requests of the lease that broke isolation since the test got it. */
	violations: Violation[]
	/** The digest of the seeded data as it is now. */
	content_hash: string | null
	/** The rows of the seeded data, and of what else belongs to its lease. */
	rows: Rows | null
}

/** An application as the fixtures see it. Another application gets the fixtures by an object of this type. */
export type SeededApplication<Options, Seed extends Leased> = {
	/** The address of the application. A browser sends the lease to this host only. */
	url: string
	/** Replaces the worker's data with data that the options describe. */
	seed(owner: LeaseOwner, options: Options): Promise<Seed>
	/** Hands the worker's last seed on to its test, with all that the tests before have left; null where it is gone. */
	keep(owner: LeaseOwner, last: Seed): Promise<Seed | null>
	/** Makes more data, which belongs to the lease of the seed and goes with it. */
	seedAnother(seed: Seed, options: Options): Promise<Seed>
	outcome(run: string, seed: Seed): Promise<Outcome>
}
