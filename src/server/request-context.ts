import { randomUUID } from 'node:crypto'
import type { NextApiRequest, NextApiResponse } from 'next'
import { headerOf, type IsolationContext, readRequest } from '@/isolation/request'
import type { Database } from './db/client'
import { type Env, env } from './process/env'
import {
	buildId,
	database,
	followUps,
	type TestSettings,
	testSettings,
} from './process/running-server'

/** The context of every procedure, over tRPC or REST. */
export type RequestContext = IsolationContext & {
	database: Database
	env: Pick<Env, 'seeding' | 'e2eMode' | 'hosts'>
	production: TestSettings['production']
	buildId: string
	commit: string | null
	requestId: string
	/** The start of the request by `performance.now()`, in milliseconds. */
	startedAt: number
	/** The header `x-e2e-fault`; null when absent or outside E2E mode. */
	fault: string | null
}

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
	return {
		database: opened,
		env: { seeding, e2eMode, hosts: env().hosts },
		production,
		buildId: buildId(),
		commit: env().commit,
		requestId,
		startedAt,
		...readRequest({ req, res }, seeding),
		// Without it the answer waits: a platform that stops the process would stop the work in the middle.
		followUps: env().stopsBetweenRequests ? undefined : followUps(),
		fault: e2eMode ? (headerOf(req, 'x-e2e-fault') ?? null) : null,
	}
}
