import { TRPCError } from '@trpc/server'

const specificCodes = {
	ISOLATION_VIOLATION: 'CONFLICT',
	STALE_LEASE: 'CONFLICT',
	LEASE_REQUIRED: 'CONFLICT',
	EMPTY_SYNTHESIS: 'BAD_GATEWAY',
	SYNTHESIS_FAILED: 'BAD_GATEWAY',
	SYNTHESIS_TIMEOUT: 'GATEWAY_TIMEOUT',
	SERVICE_UNAVAILABLE: 'SERVICE_UNAVAILABLE',
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

/** Told by its shape: the start-up hook and the routes are bundled apart, and each has a class of its own. */
export function isSpecificError(error: unknown): error is SpecificError {
	return error instanceof Error && 'specificCode' in error
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

export function isIsolationError(error: unknown): error is IsolationError {
	return isSpecificError(error) && 'holder' in error
}
