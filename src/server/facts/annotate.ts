import { z } from 'zod'
import { limits } from '@/domain/limits'
import { storableText } from '@/isolation/storable-text'
import type { ProjectContext } from '../ladder'
import { SeenFact, updateAtVersion } from './at-version'
import { inOrder, Tag } from './fact-tags'

/** The whole note, empty for none, and all tags. */
export const Annotation = SeenFact.extend({
	note: storableText(limits.noteLength).trim(),
	tags: z.array(Tag).max(limits.tagsPerFact),
})

/** Writes down what a reviewer has to say about a fact. Throws CONFLICT where the fact was changed since it was read. */
export async function annotate(ctx: ProjectContext, input: z.infer<typeof Annotation>) {
	return updateAtVersion(ctx, input, {
		set: { note: input.note || null, tags: inOrder(input.tags) },
		nowReads: ({ note, tags }) =>
			`its note now reads “${note ?? ''}” and its tags are “${tags.join(', ')}”.`,
	})
}
