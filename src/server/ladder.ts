import { initTRPC, TRPCError } from '@trpc/server'
import type { OpenApiMeta } from 'trpc-to-openapi'
import { z } from 'zod'
import { isAnsweredHost, isOfOtherSite } from '@/isolation/caller-site'
import { errorShape } from '@/isolation/error-shape'
import { decideGate } from '@/isolation/gate'
import { recordViolation } from '@/isolation/guard'
import type { Tx } from './db/client'
import type { Project } from './db/schema'
import { isIsolationError } from './errors'
import type { RequestContext } from './http/request-context'
import { inProject, type ProjectAccess } from './projects/project-scope'

const t = initTRPC
	.context<RequestContext>()
	.meta<OpenApiMeta>()
	.create({
		isDev: false,
		errorFormatter({ shape, error, ctx, path }) {
			const { message, ...data } = errorShape(error, ctx?.requestId)
			return { code: shape.code, message, data: { ...data, path } }
		},
	})

export const router = t.router
export const createCallerFactory = t.createCallerFactory

const ProjectScope = z.object({ projectId: z.uuid().toLowerCase() })

/** A refusal of the guard is stored, so that the test that caused it fails even if its page hides it. */
const recordsViolations = t.middleware(async ({ ctx, path, type, next }) => {
	const result = await next()
	if (!result.ok && isIsolationError(result.error)) {
		// A page may be closed before a slow server comes to what it read: nobody sees that answer.
		const isLateRead = type === 'query' && result.error.specificCode === 'STALE_LEASE'
		if (!(isLateRead && (await ctx.clientHasLeft())))
			await recordViolation(ctx.database, result.error, path)
	}
	return result
})

/** A page of another site may have the browser send a form, but changes nothing with it. */
const refusesOtherSites = t.middleware(({ ctx, type, next }) => {
	if (type === 'mutation' && isOfOtherSite(ctx.caller.headers))
		throw new TRPCError({
			code: 'FORBIDDEN',
			message:
				'A page of another site may change nothing here. Behind a proxy: hand on the Host header that the browser sent (nginx: proxy_set_header Host $http_host).',
		})
	return next()
})

/** By DNS rebinding a page of another site becomes one of this server, under that site's name. */
const answersKnownHosts = t.middleware(({ ctx, next }) => {
	const { host } = ctx.caller.headers
	if (!isAnsweredHost(host, ctx.env.hosts))
		throw new TRPCError({
			code: 'FORBIDDEN',
			message: `This server does not answer to the host “${host ?? ''}”. Open it as localhost, or name the host in ARTIFACT_HOSTS.`,
		})
	return next()
})

/** Open to everybody under any name, as whoever watches over a server asks by its address. Reads nothing of anybody's. */
export const anonymousProcedure = t.procedure

export const publicProcedure = t.procedure
	.use(answersKnownHosts)
	.use(refusesOtherSites)
	.use(recordsViolations)

function scopedProcedure(access: ProjectAccess) {
	return publicProcedure.input(ProjectScope).use(({ ctx, input: { projectId }, next }) =>
		inProject(ctx, { projectId, access }, async (tx, project) => {
			const result = await next({ ctx: { tx, project } })
			// Only a throw rolls back.
			if (!result.ok) throw result.error
			return result
		}),
	)
}

/** Reads of one project: all statements see one snapshot, and the caller may see the project. Gives `tx` and `project`. */
export const projectQuery = scopedProcedure('read')

/** Writes below a project, in a transaction that a reseed of the project waits for. Gives `tx` and `project`. */
export const projectMutation = scopedProcedure('write')

/** Writes to the project's own row, or writes that must come one after the other. */
export const projectExclusiveMutation = scopedProcedure('exclusive')

/** The one write that a deleted project takes. */
export const projectRestoration = scopedProcedure('restore')

/** Open to whom the gate lets pass. */
export const testHelperProcedure = t.procedure.use(async ({ ctx, next }) => {
	const answer = decideGate(ctx.env.seeding, ctx.caller)
	if (!answer.open) throw new TRPCError({ code: answer.code, message: answer.message })
	return next()
})

export type ProjectContext = RequestContext & { tx: Tx; project: Project }
