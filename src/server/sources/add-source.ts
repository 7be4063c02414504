import { createHash } from 'node:crypto'
import { z } from 'zod'
import { withoutByteOrderMark } from '@/domain/byte-order-mark'
import { limits } from '@/domain/limits'
import { requestBytes } from '@/domain/text-size'
import { childOwnership } from '@/isolation/ownership'
import { storableText } from '@/isolation/storable-text'
import { one } from '../db/one'
import { sources } from '../db/schema'
import type { ProjectContext } from '../ladder'
import { title } from '../text-input'
import { liveSourceOfText } from './live-source'

const SourceUrl = storableText(2_000).pipe(
	z.url({ protocol: /^https?$/, error: 'Give a URL that begins with http:// or https://' }),
)

const SourceText = storableText(limits.sourceTextBytes)
	.overwrite(withoutByteOrderMark)
	.min(1)
	.refine((text) => requestBytes(text) <= limits.sourceTextBytes, {
		message: 'The text is over 1 MB: split it into two sources',
	})

export const NewSource = z.object({
	title: title(limits.titleLength),
	url: SourceUrl.optional(),
	text: SourceText,
})

/** Adds a source. Where the project has the text already, returns that source with `created: false`. */
export async function addSource(ctx: ProjectContext, input: z.infer<typeof NewSource>) {
	const { tx, project } = ctx
	const textSha256 = createHash('sha256').update(input.text).digest('hex')
	const existing = await liveSourceOfText(ctx, textSha256)
	if (existing) return { ...existing, created: false }
	const source = one(
		await tx
			.insert(sources)
			.values({ ...input, projectId: project.id, textSha256, ...childOwnership(ctx) })
			.returning({ id: sources.id, title: sources.title }),
	)
	return { ...source, created: true }
}
