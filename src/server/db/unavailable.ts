import type { SpecificError } from '@/isolation/errors'
import { specificError } from '../errors'
import { causesOf, sqlState } from '../sql-state'
import type { WorkRules } from './work'

/** Where a transaction stood when it failed. */
export type Phase = 'before its begin' | 'at work' | 'at its commit'

// Error codes of the driver, and of the operating system for a connection.
const connectionCodes = new Set([
	...['CONNECTION_CLOSED', 'CONNECTION_DESTROYED', 'CONNECTION_ENDED', 'CONNECT_TIMEOUT'],
	...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
	...['EAI_AGAIN', 'ENOTFOUND'],
])

const cutCodes = new Set(['CONNECTION_CLOSED', 'CONNECTION_DESTROYED', 'ECONNRESET', 'EPIPE'])

const lockTimeout = '55P03'
const statementTimeout = '57014'
export const tooManyConnections = '53300'

// Connection exceptions (poolers report theirs as 08P01), insufficient resources, a server that ends or starts, a standby.
const awayStates = /^(08...|53...|57P0[1-5]|25006)$/

const nothingStored = 'Nothing was stored; try again in a moment.'

/** Whether the transaction of the error lost its connection, or never had one. */
export function isConnectionLost(error: unknown): boolean {
	return causesOf(error).some(
		// A missing Unix socket is an ENOENT.
		({ code, syscall }) => connectionCodes.has(String(code)) || syscall === 'connect',
	)
}

/** Whether an open connection was lost. */
export function isCut(error: unknown): boolean {
	return causesOf(error).some(({ code }) => cutCodes.has(String(code)))
}

/** Whether the server has ended the session with this error, or the connection is lost. */
export function endsSession(error: unknown): boolean {
	const isFatal = causesOf(error).some(
		({ severity }) => severity === 'FATAL' || severity === 'PANIC',
	)
	return isFatal || isConnectionLost(error)
}

/**
 * The 503 for an error that means "not now": the database is away, full up or busy. Returns undefined for any other error,
 * which is a bug or the caller's.
 */
export function unavailable(
	error: unknown,
	{ rules, phase }: { rules: WorkRules; phase: Phase },
): SpecificError | undefined {
	const embedded = causesOf(error).find(({ code }) => code === 'EMBEDDED_UNAVAILABLE')
	if (embedded)
		return specificError('SERVICE_UNAVAILABLE', String(embedded.message), { cause: error })
	const message = describe(error, rules)
	if (message === undefined) return undefined
	const outcome =
		phase === 'at its commit' && rules.accessMode === 'read write'
			? 'It is not known whether the change was stored: look before you try again.'
			: nothingStored
	return specificError('SERVICE_UNAVAILABLE', `${message} ${outcome}`, { cause: error })
}

function describe(error: unknown, rules: WorkRules): string | undefined {
	if (isConnectionLost(error)) return 'The database does not answer at the moment.'
	const state = sqlState(error)
	if (state === undefined) return undefined
	if (state === lockTimeout)
		return `Another change held what this one needs for more than ${seconds(rules.lockMs ?? 0)}.`
	if (state === statementTimeout)
		return `The database took longer than ${seconds(rules.statementMs)}.`
	if (state === tooManyConnections) return 'The database takes no more connections at the moment.'
	return awayStates.test(state) ? 'The database does not answer at the moment.' : undefined
}

/** The 503 for a transaction that found no free connection in time. */
export function poolExhausted({ waitMs }: WorkRules): SpecificError {
	return specificError(
		'SERVICE_UNAVAILABLE',
		`The database gave no free connection within ${seconds(waitMs)}. ${nothingStored}`,
	)
}

function seconds(ms: number): string {
	return `${ms / 1_000} seconds`
}
