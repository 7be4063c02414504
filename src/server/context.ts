import { randomUUID } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { NextApiRequest, NextApiResponse } from 'next'
import type { Database } from './db/client'
import { type Env, env } from './env'
import { buildId, database } from './runtime'
import type { GateRequest } from './seeding/gate'

/** What every procedure gets, whichever surface it was called on. */
export type RequestContext = {
	database: Database
	env: Pick<Env, 'seeding' | 'e2eMode'>
	buildId: string
	requestId: string
	/** Of `performance.now()`, in milliseconds. */
	startedAt: number
	/** What the gate of the test helpers looks at. */
	caller: GateRequest
	/** `x-seed-lease`, the header or else the cookie; null when absent, or when the test helpers are off and it means nothing. */
	leaseId: string | null
	/** `x-e2e-fault`; null when absent or outside E2E mode. */
	fault: string | null
	/** Whether the client has gone without its answer. A busy server learns of it some turns of its loop later. */
	clientHasLeft: () => Promise<boolean>
}

/** On Node 20, with the loop blocked while a request and its end arrive, the end is seen one to three turns later. */
const turnsUntilClosed = 5

/** Builds the context of an HTTP request and puts the request's id into the answer's `x-request-id`. */
export async function createContext({
	req,
	res,
}: {
	req: NextApiRequest
	res: NextApiResponse
}): Promise<RequestContext> {
	const requestId = randomUUID()
	const startedAt = performance.now()
	res.setHeader('x-request-id', requestId)
	const { seeding, e2eMode } = env()
	const header = (name: string) => {
		const value = req.headers[name]
		return Array.isArray(value) ? value.join(',') : value
	}
	const lease = header('x-seed-lease') ?? req.cookies['x-seed-lease']
	return {
		database: await database(),
		env: { seeding, e2eMode },
		buildId: buildId(),
		requestId,
		startedAt,
		caller: {
			remoteAddress: req.socket.remoteAddress,
			headers: {
				authorization: header('authorization'),
				host: header('host'),
				origin: header('origin'),
				'sec-fetch-site': header('sec-fetch-site'),
				'x-forwarded-for': header('x-forwarded-for'),
				'x-forwarded-host': header('x-forwarded-host'),
			},
		},
		leaseId: seeding.enabled ? (lease?.toLowerCase() ?? null) : null,
		fault: e2eMode ? (header('x-e2e-fault') ?? null) : null,
		async clientHasLeft() {
			for (let turn = 0; turn < turnsUntilClosed && !res.closed; turn++) await nextTurn()
			return res.closed
		},
	}
}
