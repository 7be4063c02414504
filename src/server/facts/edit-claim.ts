import type { z } from 'zod'
import { limits } from '@/domain/limits'
import type { ProjectContext } from '../ladder'
import { title } from '../text-input'
import { editFact, GivenBack, SeenFact } from './edit-fact'

export const ClaimEdit = SeenFact.extend({ claim: title(limits.claimLength) }).extend(
	GivenBack.shape,
)

/** Puts a claim in other words; the quote stays. A verdict was on the old words, so the fact is pending again. */
export async function editClaim(ctx: ProjectContext, input: z.infer<typeof ClaimEdit>) {
	return editFact(ctx, input, {
		values: { claim: input.claim },
		status: input.status ?? 'pending',
		nowReads: ({ claim }) => `its claim now reads “${claim}”.`,
	})
}
