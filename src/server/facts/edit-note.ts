import type { z } from 'zod'
import { limits } from '@/domain/limits'
import { storableText } from '@/isolation/storable-text'
import type { ProjectContext } from '../ladder'
import { SeenFact, updateAtVersion } from './at-version'

/** An empty note takes it away. */
export const NoteEdit = SeenFact.extend({ note: storableText(limits.noteLength).trim() })

/** Writes down something about a fact. Throws CONFLICT where the fact was changed since it was read. */
export async function editNote(ctx: ProjectContext, input: z.infer<typeof NoteEdit>) {
	return updateAtVersion(ctx, input, {
		set: { note: input.note || null },
		nowReads: ({ note }) =>
			note === null ? 'it has no note now.' : `its note now reads “${note}”.`,
	})
}
