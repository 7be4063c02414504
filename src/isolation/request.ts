import type { IncomingMessage, ServerResponse } from 'node:http'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { TRPCError } from '@trpc/server'
import type { TransactionRunner } from './database'
import type { FollowUps } from './follow-ups'
import { type GateRequest, type GateSettings, gateHeaders } from './gate'
import { leaseHeader } from './protocol'
import { isUuid } from './worker-ids'

/** The context that isolation needs for every request, over tRPC or REST. */
export type IsolationContext = {
	database: TransactionRunner
	env: {
		seeding: GateSettings
		/** Whether a request without a lease is refused every row that has a lease. */
		e2eMode: boolean
	}
	/** The caller of a failed request gets this id, to search the log for it. */
	requestId?: string
	/** The parts of the request that the gate looks at. */
	request: GateRequest
	/**
	 * The header `x-seed-lease`, or else the cookie of that name; null when both are absent or the test helpers are off.
	 */
	leaseId: string | null
	/**
	 * Whether the client closed the connection before its answer. A busy server learns of that some turns of its event
	 * loop later.
	 */
	clientHasLeft: () => Promise<boolean>
	/** Follows a seed after its answer; left out: the answer waits for what follows. */
	followUps?: FollowUps
}

/**
 * Turns of the event loop. On Node 20 a blocked loop sees the end of a request one to three turns after the request.
 */
const turnsUntilClosed = 5

/** The part of the context that comes from the HTTP request itself. */
export function readRequest(
	{ req, res }: { req: IncomingMessage; res: ServerResponse },
	seeding: Pick<GateSettings, 'enabled'>,
): Pick<IsolationContext, 'request' | 'leaseId' | 'clientHasLeft'> {
	return {
		request: {
			remoteAddress: req.socket.remoteAddress,
			headers: Object.fromEntries(gateHeaders.map((name) => [name, headerOf(req, name)])),
		},
		leaseId: seeding.enabled ? leaseOf(req) : null,
		async clientHasLeft() {
			for (let turn = 0; turn < turnsUntilClosed && !res.closed; turn++) await nextTurn()
			return res.closed
		},
	}
}

/**
 * Throws where the caller has left. Ask once the row is locked: a worker that has been replaced must not take the lease
 * from its successor, which was faster.
 */
export async function refuseIfLeft(
	clientHasLeft: IsolationContext['clientHasLeft'],
): Promise<void> {
	if (await clientHasLeft())
		throw new TRPCError({
			code: 'CLIENT_CLOSED_REQUEST',
			message: 'The caller has left. Nothing was changed.',
		})
}

function leaseOf(req: IncomingMessage): string | null {
	return (headerOf(req, leaseHeader) ?? leaseOfCookie(req))?.toLowerCase() ?? null
}

export function headerOf({ headers }: IncomingMessage, name: string): string | undefined {
	const value = headers[name]
	return Array.isArray(value) ? value.join(',') : value
}

/**
 * The lease in the cookie. A cookie without a UUID belongs to another application, as all ports of a host share
 * cookies.
 */
function leaseOfCookie(req: IncomingMessage): string | undefined {
	const cookies = (headerOf(req, 'cookie') ?? '').split(';').map((pair) => pair.trim().split('='))
	const value = cookies.find(([name]) => name === leaseHeader)?.[1]
	return value !== undefined && isUuid(value) ? value : undefined
}
