import { TRPCError } from '@trpc/server'

const specificCodes = {
	ISOLATION_VIOLATION: 'CONFLICT',
	STALE_LEASE: 'CONFLICT',
	LEASE_REQUIRED: 'CONFLICT',
	EMPTY_SYNTHESIS: 'BAD_GATEWAY',
	SYNTHESIS_FAILED: 'BAD_GATEWAY',
	SYNTHESIS_TIMEOUT: 'GATEWAY_TIMEOUT',
} as const

export type SpecificCode = keyof typeof specificCodes

/** An error with a code of the contract that is finer than its HTTP status. Its message is meant for the caller, also with a 5xx. */
export class SpecificError extends TRPCError {
	readonly specificCode: SpecificCode

	constructor(code: SpecificCode, message: string, options?: { cause?: unknown }) {
		super({ code: specificCodes[code], message, cause: options?.cause })
		this.specificCode = code
	}
}

/** Who a refusal of the guard is counted against. */
export type LeaseHolder = {
	id: string
	run: string
	shard: number
	worker: number
	label: string | null
}

/** A refusal of the guard, with the worker that caused it, or whose data an unknown caller touched. */
export class IsolationError extends SpecificError {
	readonly holder: LeaseHolder | null

	constructor(
		code: 'ISOLATION_VIOLATION' | 'STALE_LEASE' | 'LEASE_REQUIRED',
		message: string,
		holder: LeaseHolder | null,
	) {
		super(code, message)
		this.holder = holder
	}
}
