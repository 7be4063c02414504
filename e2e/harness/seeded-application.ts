import type { WorkerSlot } from '../../src/isolation/worker-ids'

/** The worker and the test for which data is seeded: what the messages of the guard name. */
export type LeaseOwner = WorkerSlot & { label: string }

export type Leased = { lease_id: string | null }

/** An application as the fixtures see it. Whoever brings the fixtures to another application writes one of these. */
export type SeededApplication<Options, Seed extends Leased> = {
	/** The address of the application. A browser sends the lease to this host only. */
	url: string
	/** Replaces the worker's data by what the options say. */
	seed(owner: LeaseOwner, options: Options): Promise<Seed>
	/** Gives the worker a new lease of the data that its earlier tests left; null where they left none. */
	keep(owner: LeaseOwner): Promise<Seed | null>
	/** What the guard refused to the requests of a lease, each as a sentence. */
	violations(run: string, leaseId: string | null): Promise<string[]>
}
