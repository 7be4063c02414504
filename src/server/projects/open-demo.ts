import { createHash } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { OutputMode } from '@/domain/output-mode'
import { visibleTo } from '@/isolation/ownership'
import { one } from '../db/one'
import { facts, outputs, projects, sources, workspaces } from '../db/schema'
import type { CreationContext } from '../ladder'
import { embeddedEngine } from '../outputs/embedded-engine'
import type { ChosenFact } from '../outputs/engine'
import { outputValues } from '../outputs/synthesise'
import { demoSources, demoTitle, placeOf } from './demo-content'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const demoModes: OutputMode[] = ['research_brief', 'paragraph']

/** Makes the demo project with its facts and two outputs, or returns the caller's existing demo project. */
export async function openDemo(ctx: CreationContext): Promise<{ id: string }> {
	// A second call waits here and then finds the project of the first.
	await ctx.tx.execute(
		sql`select pg_advisory_xact_lock(hashtextextended(${`demo ${ctx.leaseId}`}, 0))`,
	)
	return (await existingDemo(ctx)) ?? (await makeDemo(ctx))
}

async function existingDemo(ctx: CreationContext): Promise<{ id: string } | undefined> {
	const [demo] = await ctx.tx
		.select({ id: projects.id })
		.from(projects)
		.innerJoin(sources, eq(sources.projectId, projects.id))
		.where(
			and(
				eq(projects.title, demoTitle),
				isNull(projects.deletedAt),
				eq(sources.textSha256, sha256(demoSources[0]?.text ?? '')),
				visibleTo(ctx, sql`${projects.leaseId}`),
			),
		)
		.limit(1)
	return demo
}

/**
 * The time of the n-th row of a kind: a millisecond after the one before, as pages tell times apart by milliseconds.
 * `now()` is one time for the whole transaction, and the clock of the embedded database may stand still between two rows.
 */
const timeOf = (n: number) => sql`now() + make_interval(secs => ${n / 1000}::float8)`

async function makeDemo({ tx, owner }: CreationContext): Promise<{ id: string }> {
	const workspace = one(
		await tx
			.insert(workspaces)
			.values({ name: 'Demo', leaseId: owner.leaseId })
			.returning({ id: workspaces.id }),
	)
	const project = one(
		await tx
			.insert(projects)
			.values({ ...owner, workspaceId: workspace.id, title: demoTitle })
			.returning({ id: projects.id }),
	)
	const stored: ChosenFact[] = []
	for (const [n, { facts: demoFacts, ...source }] of demoSources.entries()) {
		const { id: sourceId } = one(
			await tx
				.insert(sources)
				.values({
					...{ ...source, projectId: project.id, textSha256: sha256(source.text) },
					...{ seeded: owner.seeded, createdAt: timeOf(n) },
				})
				.returning({ id: sources.id }),
		)
		const rows = demoFacts.map((fact, index) => ({
			...{ ...fact, ...placeOf(source.text, fact.quote), projectId: project.id, sourceId },
			position: stored.length + index + 1,
		}))
		const inserted = await tx.insert(facts).values(rows).returning()
		for (const { id, claim, quote, keyClaim, status } of inserted) {
			const { title, url } = source
			stored.push({ id, claim, quote, keyClaim, status, source: { id: sourceId, title, url } })
		}
	}
	const chosen = stored.filter(({ status }) => status === 'approved')
	for (const [n, mode] of demoModes.entries()) {
		const input = { mode, projectTitle: demoTitle, facts: chosen }
		const result = await embeddedEngine.synthesise(input)
		const values = outputValues(embeddedEngine, input, result)
		await tx.insert(outputs).values({ ...values, projectId: project.id, createdAt: timeOf(n) })
	}
	return project
}
