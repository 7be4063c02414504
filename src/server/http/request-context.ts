import { randomUUID } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { NextApiRequest, NextApiResponse } from 'next'
import { type GateRequest, gateHeaders } from '@/isolation/gate'
import { isUuid } from '@/isolation/worker-ids'
import type { Database } from '../db/client'
import { type Env, env } from '../process/env'
import { buildId, database, type TestSettings, testSettings } from '../process/running-server'

/** What every procedure gets, whichever surface it was called on. */
export type RequestContext = {
	database: Database
	env: Pick<Env, 'seeding' | 'e2eMode' | 'hosts'>
	production: TestSettings['production']
	buildId: string
	commit: string | null
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

/** Cookies are shared by all ports of a host: what is no lease at all is another application's, or left from one. */
function leaseOfCookie(cookie: string | undefined): string | undefined {
	return cookie !== undefined && isUuid(cookie) ? cookie : undefined
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
	const opened = await database()
	const { seeding, e2eMode, production } = testSettings(opened)
	const header = (name: string) => {
		const value = req.headers[name]
		return Array.isArray(value) ? value.join(',') : value
	}
	const lease = header('x-seed-lease') ?? leaseOfCookie(req.cookies['x-seed-lease'])
	return {
		database: opened,
		env: { seeding, e2eMode, hosts: env().hosts },
		production,
		buildId: buildId(),
		commit: env().commit,
		requestId,
		startedAt,
		caller: {
			remoteAddress: req.socket.remoteAddress,
			headers: Object.fromEntries(gateHeaders.map((name) => [name, header(name)])),
		},
		leaseId: seeding.enabled ? (lease?.toLowerCase() ?? null) : null,
		fault: e2eMode ? (header('x-e2e-fault') ?? null) : null,
		async clientHasLeft() {
			for (let turn = 0; turn < turnsUntilClosed && !res.closed; turn++) await nextTurn()
			return res.closed
		},
	}
}
