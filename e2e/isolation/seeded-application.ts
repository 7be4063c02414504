import type { WorkerSlot } from '../../src/isolation/worker-ids'

/** The worker and the test for which data is seeded. The messages of the guard name both. */
export type LeaseOwner = WorkerSlot & { label: string }

export type Leased = { lease_id: string | null }

/** An application as the fixtures see it. Another application gets the fixtures by an object of this type. */
export type SeededApplication<Options, Seed extends Leased> = {
	/** The address of the application. A browser sends the lease to this host only. */
	url: string
	/** Replaces the worker's data with data that the options describe. */
	seed(owner: LeaseOwner, options: Options): Promise<Seed>
	/** Gives the worker a new lease on the data that its earlier tests left; null where they left none. */
	keep(owner: LeaseOwner): Promise<Seed | null>
	/** The violations of this lease, or with null of the run, each as a sentence. */
	violations(run: string, leaseId: string | null): Promise<string[]>
}
