import type { AnyTRPCProcedure } from '@trpc/server'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { z } from 'zod'
import { asTRPCError, errorShape } from '@/isolation/error-shape'
import { type Caller, callerOf, e2eModeOff, gateClosed } from '@/testing/caller'
import { hostileInput } from '@/testing/hostile-input'
import { openTestDatabase, rowsIn } from '@/testing/test-database'
import { createAppRouter } from './app'

const inputsPerProcedure = 1_000

const database = await openTestDatabase()
const user = callerOf(database, gateClosed)
const { seed } = callerOf(database, e2eModeOff).testHelpers

/** One of everything that an id can name, made anew for each procedure as some remove things; and who may call. */
async function arrange() {
	await rowsIn(database, sql`truncate workspaces, violations cascade`)
	const own = await seed({ project_id: '123e4567-e89b-12d3-a456-426614174000', facts_count: 2 })
	const lease = { run: 'other', shard: 0, worker: 0 }
	const other = await seed({ project_id: '123e4567-e89b-12d3-a456-426614174001', lease })
	const stale = await seed({ project_id: '123e4567-e89b-12d3-a456-426614174002', lease })
	await seed({ project_id: stale.project_id, facts_count: 1 })
	const workspace = await user.workspace.create({ name: 'Mine' })
	const mine = await user.project.create({ workspaceId: workspace.id, title: 'Mine' })
	const factsOf = async (projectId: string) =>
		(await user.fact.list({ projectId })).facts.map(({ id }) => id)
	const ownFacts = await factsOf(own.project_id)
	const facts = [...ownFacts, ...(await factsOf(other.project_id))]
	const request = { projectId: own.project_id, mode: 'split', factIds: ownFacts } as const
	const output = await user.output.generate(request)
	const shared = { projectId: own.project_id, outputId: output.id }
	const { shareToken } = await user.output.share(shared)
	const others = [
		...[own.project_id, own.source_id, other.project_id, other.source_id, stale.project_id],
		...[output.id, mine.id, workspace.id, other.lease_id ?? ''],
	]
	const fitting = {
		...{ projectId: own.project_id, sourceId: own.source_id, factId: ownFacts[0] ?? '' },
		...{ outputId: output.id, workspaceId: workspace.id, token: shareToken ?? '' },
	}
	const callers: Record<string, Caller> = {
		'a person': user,
		'a test without a lease': callerOf(database),
		'a leased test': callerOf(database, { leaseId: other.lease_id }),
		'a stale lease': callerOf(database, { leaseId: stale.lease_id }),
		'a lease that is no uuid': callerOf(database, { leaseId: "x'" }),
		'an empty lease': callerOf(database, { leaseId: '' }),
	}
	return { known: { facts, others, fitting }, callers }
}

const leaks =
	/\b(insert into|delete from|update .* set|select .* from)\b|params:|violates|at .*:\d+:\d+|node_modules|\/src\/|\.ts\b/i

/** What is wrong with the answer to a failed call, if anything. */
function faultOf(caught: unknown): string | undefined {
	const { httpStatus, message } = errorShape(asTRPCError(caught), 'request-id')
	if (httpStatus < 400 || httpStatus > 499) return `status ${httpStatus}`
	return leaks.test(message) ? `the message ${message}` : undefined
}

type Call = (input: unknown) => Promise<unknown>

function procedureOf(caller: Caller | undefined, path: string): Call {
	const reached = path
		.split('.')
		.reduce((node, name) => (node as Record<string, unknown>)[name], caller as unknown)
	return reached as Call
}

const procedures = createAppRouter({ testHelpers: true })._def.procedures as unknown as Record<
	string,
	AnyTRPCProcedure & { _def: { inputs: z.ZodType[] } }
>

it.each(Object.entries(procedures))(
	'%s answers whatever is sent with a success or a 4xx without SQL, stack or path',
	async (path, procedure) => {
		const { known, callers } = await arrange()
		const counts = { answered: 0, succeeded: 0 }
		const property = fc.asyncProperty(
			hostileInput(procedure._def.inputs, known),
			fc.constantFrom(...Object.keys(callers)),
			async (input, who) => {
				counts.answered++
				try {
					await procedureOf(callers[who], path)(input)
					counts.succeeded++
				} catch (error) {
					const fault = faultOf(error)
					if (fault) throw new Error(`${who} got ${fault}`, { cause: error })
				}
			},
		)
		await fc.assert(property, { numRuns: inputsPerProcedure })
		expect(counts.answered).toBe(inputsPerProcedure)
		// Else the inputs would stop at the validation and show nothing about what lies behind it.
		expect(counts.succeeded).toBeGreaterThan(0)
	},
	120_000,
)

it('a fault is seen: SQL, a stack or a server error in an answer', () => {
	expect(faultOf(new Error('boom'))).toBe('status 500')
	expect(leaks.test('Failed query: select id from facts')).toBe(true)
	expect(leaks.test('Error\n    at run (/app/src/server/seed.ts:3:4)')).toBe(true)
	expect(leaks.test('factIds: Select at most 500 facts')).toBe(false)
})
