import { z } from 'zod'
import { limits } from '@/domain/limits'
import { RowId } from '@/isolation/protocol'
import { projectExclusiveMutation, projectMutation, projectQuery, router } from '../ladder'
import { addSource, NewSource } from '../sources/add-source'
import { evidenceOf } from '../sources/evidence'
import { hashesOfSources, listSources } from '../sources/list-sources'
import { quotedPassages, readSource } from '../sources/read-source'
import { renameSource } from '../sources/rename-source'
import { coverageOf } from '../sources/source-coverage'
import { removeSource, restoreSource } from '../sources/source-removal'
import { title } from '../text-input'

const SourceId = z.object({ sourceId: RowId })

export const sourceRouter = router({
	list: projectQuery.query(({ ctx }) => listSources(ctx)),

	/** The SHA-256 of each source's text, in hexadecimal digits. */
	hashes: projectQuery.query(({ ctx }) => hashesOfSources(ctx)),

	get: projectQuery.input(SourceId).query(({ ctx, input }) => readSource(ctx, input.sourceId)),

	passages: projectQuery
		.input(SourceId)
		.query(({ ctx, input }) => quotedPassages(ctx, input.sourceId)),

	/** One fact and its neighbours in the same source. */
	evidence: projectQuery
		.input(z.object({ factId: RowId }))
		.query(({ ctx, input }) => evidenceOf(ctx, input.factId)),

	/** Counts the facts by source, part of the text and status. */
	coverage: projectQuery.query(({ ctx: { tx, project } }) => coverageOf(tx, project.id)),

	add: projectExclusiveMutation
		.input(NewSource)
		.mutation(({ ctx, input }) => addSource(ctx, input)),

	rename: projectMutation
		.input(SourceId.extend({ title: title(limits.titleLength) }))
		.mutation(({ ctx, input }) => renameSource(ctx, input.sourceId, input.title)),

	/** Deletes a source with its facts and returns their ids. Outputs keep their citations. */
	remove: projectExclusiveMutation
		.input(SourceId)
		.mutation(({ ctx, input }) => removeSource(ctx, input.sourceId)),

	/** Undoes `remove`. Facts that were deleted before the source stay deleted. */
	restore: projectExclusiveMutation
		.input(SourceId)
		.mutation(({ ctx, input }) => restoreSource(ctx, input.sourceId)),
})
