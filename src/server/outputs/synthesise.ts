import { createHash } from 'node:crypto'
import { TRPCError } from '@trpc/server'
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { limits } from '@/domain/limits'
import type { OutputMode } from '@/domain/output-mode'
import { kilobytes } from '@/domain/text-size'
import type { Tx } from '../db/client'
import { one } from '../db/one'
import { bytesOfFact, facts, type Output, outputs, type Project, sources } from '../db/schema'
import { specificError } from '../errors'
import type { ProjectContext, ProjectWorkContext } from '../ladder'
import { notInProject } from '../projects/not-in-project'
import { citationsOf, plainText, verifyCitations } from './citations'
import { embeddedEngine } from './embedded-engine'
import type { ChosenFact, EngineRequest, EngineResult, SynthesisEngine } from './engine'
import { faultyEngine } from './faulty-engine'

type Command = { mode: OutputMode; factIds: string[]; signal?: AbortSignal }

/**
 * Writes an output from the chosen facts and stores it. No transaction is open while the engine works: the facts are
 * checked before, and again in the transaction that stores. Throws NOT_FOUND for a fact that is not in the project,
 * EMPTY_SYNTHESIS, SYNTHESIS_FAILED or SYNTHESIS_TIMEOUT; then nothing is stored.
 */
export async function synthesise(ctx: ProjectWorkContext, command: Command): Promise<Output> {
	const engine = ctx.fault === null ? embeddedEngine : faultyEngine(ctx.fault)
	const { mode, signal } = command
	const input = await ctx.step('read', async (tx, project) => {
		await refuseTooMuch(tx, { project, factIds: command.factIds })
		const facts = await selectedFacts({ ...ctx, tx, project }, command.factIds)
		return { mode, projectTitle: project.title, facts }
	})
	const result = await engine
		.synthesise({ ...requestOf(input), signal })
		.catch(refuseCancelled(signal))
	const values = outputValues(engine, input, result)
	return ctx.step('write', async (tx, project) => {
		await selectedFacts({ ...ctx, tx, project }, command.factIds)
		return one(
			await tx
				.insert(outputs)
				.values({ ...values, projectId: project.id })
				.returning(),
		)
	})
}

function refuseCancelled(signal: AbortSignal | undefined): (error: unknown) => never {
	return (error) => {
		if (!signal?.aborted) throw error
		throw new TRPCError({
			code: 'CLIENT_CLOSED_REQUEST',
			message: 'The synthesis was cancelled; nothing was stored.',
			cause: error,
		})
	}
}

type ChosenInput = Omit<EngineRequest, 'facts'> & { facts: ChosenFact[] }

function requestOf(input: ChosenInput): EngineRequest {
	return { ...input, facts: input.facts.map(({ status, ...fact }) => fact) }
}

/** The columns to store for an engine's result, with its citations checked. Throws EMPTY_SYNTHESIS or SYNTHESIS_FAILED. */
export function outputValues(engine: SynthesisEngine, input: ChosenInput, result: EngineResult) {
	verifyCitations(result, input.facts)
	const { blocks } = result
	const text = { content: plainText(blocks), blocks, citations: citationsOf(blocks, input.facts) }
	const bytes = Buffer.byteLength(JSON.stringify(text))
	if (bytes > limits.outputBytes)
		throw specificError(
			'SYNTHESIS_FAILED',
			`The text has ${kilobytes(bytes)} with its citations; at most ${kilobytes(limits.outputBytes)} are kept. Nothing was saved: select fewer facts.`,
		)
	return {
		mode: input.mode,
		title: result.title,
		...text,
		factIds: input.facts.map(({ id }) => id),
		sourcesCount: new Set(input.facts.map(({ source }) => source.id)).size,
		engine: engine.name,
		engineVersion: engine.version,
		inputHash: createHash('sha256')
			.update(JSON.stringify([engine.name, engine.version, requestOf(input)]))
			.digest('hex'),
	}
}

/** Refuses facts with too many bytes before their texts are read, to save the server's memory. Throws BAD_REQUEST. */
async function refuseTooMuch(
	tx: Tx,
	{ project, factIds }: { project: Project; factIds: string[] },
): Promise<void> {
	const [selection] = await tx
		.select({ bytes: sql<number>`coalesce(sum(${bytesOfFact}), 0)::float8` })
		.from(facts)
		.where(and(eq(facts.projectId, project.id), inArray(facts.id, factIds)))
	const bytes = selection?.bytes ?? 0
	if (bytes > limits.selectionBytes)
		throw new TRPCError({
			code: 'BAD_REQUEST',
			message: `factIds: The selected facts have ${kilobytes(bytes)} of claims and quotes; at most ${kilobytes(limits.selectionBytes)} go into one text. Select fewer.`,
		})
}

async function selectedFacts(ctx: ProjectContext, factIds: string[]): Promise<ChosenFact[]> {
	const { tx, project } = ctx
	const found = await tx
		.select({
			id: facts.id,
			claim: facts.claim,
			quote: facts.quote,
			keyClaim: facts.keyClaim,
			status: facts.status,
			source: { id: sources.id, title: sources.title, url: sources.url },
		})
		.from(facts)
		.innerJoin(sources, eq(sources.id, facts.sourceId))
		.where(
			and(eq(facts.projectId, project.id), isNull(facts.deletedAt), inArray(facts.id, factIds)),
		)
		.orderBy(asc(facts.position), asc(facts.id))
	const foundIds = new Set(found.map(({ id }) => id))
	const lost = factIds.find((id) => !foundIds.has(id))
	if (lost) throw await notInProject(ctx, 'fact', lost)
	return found
}
