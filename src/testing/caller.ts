import { TRPCError } from '@trpc/server'
import { type ErrorShape, errorShape } from '@/isolation/error-shape'
import type { Database } from '@/server/db/client'
import type { RequestContext } from '@/server/request-context'
import { createCaller } from '@/server/routers/app'

export type Caller = ReturnType<typeof createCaller>

const openSeeding = { mounted: true, enabled: true, token: null, productionBuild: false }

/** The context of a local request to a server in E2E mode, without a lease. */
export function requestContext(
	database: Database,
	overrides: Partial<RequestContext> = {},
): RequestContext {
	return {
		database,
		env: { seeding: openSeeding, e2eMode: true, hosts: [] },
		production: null,
		buildId: 'test',
		commit: 'c'.repeat(40),
		requestId: '00000000-0000-4000-8000-000000000000',
		startedAt: 0,
		request: { remoteAddress: '127.0.0.1', headers: { host: 'localhost:3000' } },
		leaseId: null,
		fault: null,
		clientHasLeft: async () => false,
		...overrides,
	}
}

export function callerOf(database: Database, overrides?: Partial<RequestContext>): Caller {
	return createCaller(requestContext(database, overrides))
}

/** The settings of a server on which anybody may seed over a lease. */
export const e2eModeOff = {
	env: { seeding: openSeeding, e2eMode: false, hosts: [] },
} satisfies Partial<RequestContext>

/** The settings of a user's own server: the test helpers are off and every project is open. */
export const gateClosed = {
	env: { seeding: { ...openSeeding, enabled: false }, e2eMode: false, hosts: [] },
} satisfies Partial<RequestContext>

/** The public shape of the error of a call. Throws where the call succeeds, or fails with anything but a TRPCError. */
export async function refusalOf(call: Promise<unknown>): Promise<ErrorShape> {
	let answer: unknown
	try {
		answer = await call
	} catch (error) {
		if (error instanceof TRPCError) return errorShape(error, 'request-id')
		throw error
	}
	throw new Error(`The call was not refused but answered ${JSON.stringify(answer)}`)
}
