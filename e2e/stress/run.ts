import type { Options } from './arguments'
import type { Client, Failure } from './client'
import type { Finding, Findings } from './findings'
import type { KnownSeed, Slot } from './seeds'

/** The server as workers see it. */
export type ServerState = {
	/** The number of restarts that have begun. */
	disturbance(): number
	/** Whether a restart since then, or one under way, explains that a request failed in this way. */
	explains(failure: Failure, since: number): boolean
	/** Resolves once no restart is under way. */
	ready(): Promise<void>
}

/** Whether a request failed as it may while the server is away: without an answer, or with 503. */
export function isConnectionFailure(failure: Failure): boolean {
	return failure.kind === 'refused' ? failure.code === 'SERVICE_UNAVAILABLE' : true
}

/** A server of somebody else, which nobody restarts. */
export const foreignServer: ServerState = {
	disturbance: () => 0,
	explains: () => false,
	ready: async () => {},
}

/** What became of requests with an old lease. */
export type LateCounts = {
	/** Writes that were made before the new seed, which removed them. */
	made: number
	/** Requests that were refused with STALE_LEASE. Each is recorded as a violation. */
	refused: number
	/** Requests whose answer nobody saw. Each may be recorded as a violation. */
	unseen: number
}

/** What all workers of a run share. */
export type Run = {
	name: string
	options: Options
	findings: Findings
	server: ServerState
	late: LateCounts
	/** A client with a lease or none. `as` precedes the names of its operations in the table. */
	client(as?: string, lease?: string | null, cut?: 'in the request' | 'in the answer'): Client
	/** Why no further round begins; null: the run goes on. */
	ending(): string | null
}

/** The slots of all workers of a run. */
export function slotsOf({ name, options }: Run): Slot[] {
	return Array.from({ length: options.workers }, (_, worker) => ({ run: name, shard: 0, worker }))
}

/** One round of one worker. */
export type Place = {
	slot: Slot
	round: number
	projectId: string
	/** What the seed of this round always gives. */
	known: KnownSeed
	/** A text that no other worker and no other round writes. */
	mark: string
	/** The place for the report. */
	at: Omit<Finding, 'what'>
}
