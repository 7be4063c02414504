import type { IncomingMessage, ServerResponse } from 'node:http'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { TransactionRunner } from './database'
import { type GateRequest, type GateSettings, gateHeaders } from './gate'
import { leaseHeader } from './protocol'
import { isUuid } from './worker-ids'

/** What isolation needs of every request, whichever surface it came to. */
export type IsolationContext = {
	database: TransactionRunner
	env: {
		seeding: GateSettings
		/** Whether a request without a lease may touch nothing that has one. */
		e2eMode: boolean
	}
	/** Told to a caller whose request failed, so that the log can be searched for it. */
	requestId?: string
	/** What the gate of the test helpers looks at. */
	caller: GateRequest
	/** `x-seed-lease`, the header or else the cookie; null when absent, or when the test helpers are off and it means nothing. */
	leaseId: string | null
	/** Whether the client has gone without its answer. A busy server learns of it some turns of its loop later. */
	clientHasLeft: () => Promise<boolean>
}

/** On Node 20, with the loop blocked while a request and its end arrive, the end is seen one to three turns later. */
const turnsUntilClosed = 5

/** The part of the context that comes from the HTTP request itself. */
export function readRequest(
	{ req, res }: { req: IncomingMessage; res: ServerResponse },
	seeding: Pick<GateSettings, 'enabled'>,
): Pick<IsolationContext, 'caller' | 'leaseId' | 'clientHasLeft'> {
	const lease = headerOf(req, leaseHeader) ?? leaseOfCookie(req)
	return {
		caller: {
			remoteAddress: req.socket.remoteAddress,
			headers: Object.fromEntries(gateHeaders.map((name) => [name, headerOf(req, name)])),
		},
		leaseId: seeding.enabled ? (lease?.toLowerCase() ?? null) : null,
		async clientHasLeft() {
			for (let turn = 0; turn < turnsUntilClosed && !res.closed; turn++) await nextTurn()
			return res.closed
		},
	}
}

export function headerOf({ headers }: IncomingMessage, name: string): string | undefined {
	const value = headers[name]
	return Array.isArray(value) ? value.join(',') : value
}

/** All ports of a host share their cookies: a cookie of this name that holds no id belongs to another application. */
function leaseOfCookie(req: IncomingMessage): string | undefined {
	const cookies = (headerOf(req, 'cookie') ?? '').split(';').map((pair) => pair.trim().split('='))
	const value = cookies.find(([name]) => name === leaseHeader)?.[1]
	return value !== undefined && isUuid(value) ? value : undefined
}
