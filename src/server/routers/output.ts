import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { limits } from '@/domain/limits'
import { outputModes } from '@/domain/output-mode'
import { RowId } from '@/isolation/protocol'
import { storableText } from '@/isolation/storable-text'
import { outputs } from '../db/schema'
import { unapprovedFacts } from '../facts/unapproved-facts'
import { projectMutation, projectQuery, projectWork, router, snapshotQuery } from '../ladder'
import { listOutputs } from '../outputs/list-outputs'
import { readOutput } from '../outputs/read-output'
import { readSharedOutput } from '../outputs/read-shared-output'
import { synthesise } from '../outputs/synthesise'
import { updateOutput } from '../outputs/update-output'
import { title } from '../text-input'

const OutputId = z.object({ outputId: RowId })

export const outputRouter = router({
	/** Writes, stores and returns a synthesis of the chosen facts. */
	generate: projectWork
		.input(
			z.object({
				mode: z.enum(outputModes),
				factIds: z
					.array(RowId)
					.min(1, 'Select at least one fact')
					.max(limits.factsPerSynthesis, `Select at most ${limits.factsPerSynthesis} facts`)
					.refine((ids) => new Set(ids).size === ids.length, 'A fact is selected twice'),
			}),
		)
		.mutation(async ({ ctx, input, signal }) => {
			const { id } = await synthesise(ctx, { ...input, signal })
			return { id }
		}),

	/** The given facts that are not approved. */
	unapproved: projectQuery
		.input(z.object({ factIds: z.array(RowId).min(1).max(limits.factsPerTrustCheck) }))
		.query(({ ctx, input }) => unapprovedFacts(ctx, input.factIds)),

	/** At most 100 outputs without their content: pinned outputs first, then the newest. `changes` counts what became of the facts that each cites. */
	list: projectQuery
		.input(z.object({ search: storableText(200).trim().optional() }))
		.query(({ ctx, input }) => listOutputs(ctx, input.search)),

	/** One output with its citations; a citation's `number` is what `[n]` in the content means. `citedFacts` are their facts as they are now. */
	get: projectQuery.input(OutputId).query(async ({ ctx, input }) => {
		const output = await readOutput(ctx, input.outputId)
		const { id, title, mode, content, blocks, citations, factIds } = output
		const { sourcesCount, engine, engineVersion, inputHash, createdAt } = output
		const { pinned, shareToken, previous, citedFacts } = output
		return {
			...{ id, title, mode, content, blocks, citations, factIds, pinned, shareToken, previous },
			...{ citedFacts, sourcesCount, engine, engineVersion, inputHash, createdAt },
		}
	}),

	rename: projectMutation
		.input(OutputId.extend({ title: title(limits.titleLength) }))
		.mutation(({ ctx, input }) => updateOutput(ctx, input.outputId, { title: input.title })),

	setPinned: projectMutation
		.input(OutputId.extend({ pinned: z.boolean() }))
		.mutation(({ ctx, input }) => updateOutput(ctx, input.outputId, { pinned: input.pinned })),

	remove: projectMutation
		.input(OutputId)
		.mutation(({ ctx, input }) => updateOutput(ctx, input.outputId, { deletedAt: sql`now()` })),

	restore: projectMutation
		.input(OutputId)
		.mutation(({ ctx, input }) => updateOutput(ctx, input.outputId, { deletedAt: null })),

	/** Makes the output readable to everybody who has the token. A shared output keeps its token. */
	share: projectMutation.input(OutputId).mutation(({ ctx, input }) =>
		updateOutput(ctx, input.outputId, {
			shareToken: sql`coalesce(${outputs.shareToken}, gen_random_uuid())`,
		}),
	),

	/** Ends the sharing. Sharing again makes another token. */
	unshare: projectMutation
		.input(OutputId)
		.mutation(({ ctx, input }) => updateOutput(ctx, input.outputId, { shareToken: null })),

	/** The output of a shared address, by its token alone. */
	shared: snapshotQuery
		.input(z.object({ token: RowId }))
		.query(({ ctx, input }) => readSharedOutput(ctx, input.token)),
})
