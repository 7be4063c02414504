import { TRPCError } from '@trpc/server'

type Options = { code: TRPCError['code']; specificCode: string; message: string; cause?: unknown }

/** An error with a code that is finer than its HTTP status. The caller gets its message, also with a 5xx status. */
export class SpecificError extends TRPCError {
	readonly specificCode: string

	constructor({ specificCode, ...options }: Options) {
		super(options)
		this.specificCode = specificCode
	}
}

/**
 * Whether an error is a `SpecificError`, by its shape: a bundler may give the start-up hook and the routes a class of
 * their own each.
 */
export function isSpecificError(error: unknown): error is SpecificError {
	return error instanceof Error && 'specificCode' in error
}

/** A worker, with the lease that it has; null: it only named itself. */
export type LeaseHolder = {
	id: string | null
	run: string
	shard: number
	worker: number
	label: string | null
}

/**
 * A refusal of the guard, with HTTP status 409; `leases.ts`, `guard.ts` and `root-owner.ts` word the refusals. `holder`
 * is the worker that caused it; null: nobody knows. For LEASE_REQUIRED it is the worker whose data was touched, without
 * its lease, as that worker's test did nothing.
 */
export class IsolationError extends SpecificError {
	readonly holder: LeaseHolder | null

	constructor(
		specificCode: 'ISOLATION_VIOLATION' | 'STALE_LEASE' | 'LEASE_REQUIRED',
		message: string,
		holder: LeaseHolder | null,
	) {
		super({ code: 'CONFLICT', specificCode, message })
		this.holder = holder
	}
}

export function isIsolationError(error: unknown): error is IsolationError {
	return isSpecificError(error) && 'holder' in error
}
