import { z } from 'zod'
import { limits } from '@/domain/limits'
import { storableText } from '@/isolation/storable-text'
import type { ProjectContext } from '../ladder'
import { editFact, SeenFact } from './edit-fact'
import { inOrder, Tag } from './fact-tags'

/** The whole note, null or empty for none, and all tags. */
export const Annotation = SeenFact.extend({
	note: storableText(limits.noteLength).trim().nullable(),
	tags: z.array(Tag).max(limits.tagsPerFact),
})

/** Writes down what a reviewer has to say about a fact. It decides nothing. */
export async function annotate(ctx: ProjectContext, input: z.infer<typeof Annotation>) {
	return editFact(ctx, input, {
		values: { note: input.note || null, tags: inOrder(input.tags) },
		nowReads: ({ note, tags }) =>
			`its note now reads “${note ?? ''}” and its tags are “${tags.join(', ')}”.`,
	})
}
