import { initTRPC, TRPCError } from '@trpc/server'
import type { OpenApiMeta } from 'trpc-to-openapi'
import { isAnsweredHost, isOfOtherSite } from '@/isolation/caller-site'
import { formatError } from '@/isolation/error-shape'
import { createLadder, type RungMeta } from '@/isolation/ladder'
import type { Ownership } from '@/isolation/ownership'
import type { Tx } from './db/client'
import type { Project } from './db/schema'
import type { RequestContext } from './request-context'
import { adapter } from './seed/adapter'

const t = initTRPC.context<RequestContext>().meta<OpenApiMeta & RungMeta>().create({
	isDev: false,
	errorFormatter: formatError,
})

export const router = t.router
export const createCallerFactory = t.createCallerFactory

/** Refuses mutations from pages of other sites, which can make a browser send a form. Throws FORBIDDEN. */
const refusesOtherSites = t.middleware(({ ctx, type, next }) => {
	if (type === 'mutation' && isOfOtherSite(ctx.request.headers))
		throw new TRPCError({
			code: 'FORBIDDEN',
			message:
				'A page of another site may change nothing here. Behind a proxy: hand on the Host header that the browser sent (nginx: proxy_set_header Host $http_host).',
		})
	return next()
})

/** Refuses unknown hosts: by DNS rebinding a page of another site could read this server under its own name. Throws FORBIDDEN. */
const answersKnownHosts = t.middleware(({ ctx, next }) => {
	const { host } = ctx.request.headers
	if (!isAnsweredHost(host, ctx.env.hosts))
		throw new TRPCError({
			code: 'FORBIDDEN',
			message: `This server does not answer to the host “${host ?? ''}”. Open it as localhost, or name the host in ARTIFACT_HOSTS.`,
		})
	return next()
})

/** The one rung without a guard, for procedures that read nobody's data. It answers under any host, as a monitor asks by IP address. */
export const anonymousProcedure = t.procedure.meta({ rung: 'anonymous' })

const guarded = t.procedure.use(answersKnownHosts).use(refusesOtherSites)
const rungs = createLadder(adapter)

// Build every new procedure on one of these rungs. src/isolation/ladder.ts says what each guarantees and gives in `ctx`.
export const snapshotQuery = guarded.concat(rungs.snapshotQuery)
export const creation = guarded.concat(rungs.creation)
export const projectQuery = guarded.concat(rungs.rootQuery)
export const projectMutation = guarded.concat(rungs.rootMutation)
export const projectExclusiveMutation = guarded.concat(rungs.rootExclusiveMutation)
export const projectRestoration = guarded.concat(rungs.rootRestoration)
export const projectWork = guarded.concat(rungs.rootWork)
export const workspaceAddition = guarded.concat(rungs.groupAddition)
export const workspaceMutation = guarded.concat(rungs.groupMutation)
export const workspaceRestoration = guarded.concat(rungs.groupRestoration)
export const testHelperProcedure = t.procedure.concat(rungs.testHelper)

export type ProjectContext = RequestContext & { tx: Tx; project: Project }
export type ProjectWorkContext = RequestContext & {
	step<T>(access: 'read' | 'write', work: (tx: Tx, project: Project) => Promise<T>): Promise<T>
}
export type CreationContext = RequestContext & { tx: Tx; owner: Ownership }
