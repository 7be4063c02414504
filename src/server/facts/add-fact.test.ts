import { describe, expect, it } from 'vitest'
import { limits } from '@/domain/limits'
import { callerOf, gateClosed, refusalOf } from '@/testing/caller'
import { contentsOf } from '@/testing/contents'
import { openTestDatabase } from '@/testing/test-database'

const database = await openTestDatabase()
const { workspace, project, source, fact } = callerOf(database, gateClosed)

/** A project whose one source has this text. */
async function withSource(text: string) {
	const made = await workspace.create({ name: 'Workspace' })
	const { id: projectId = '' } = await project.create({ workspaceId: made.id, title: 'Project' })
	const { id: sourceId } = await source.add({ projectId, title: 'Source', text })
	return { projectId, sourceId }
}

describe('a quote', () => {
	it.each([
		['of one byte each', 'a', 1],
		['of two bytes each', 'é', 2],
		['of three bytes each', '語', 3],
		['of four bytes each', '🧪', 4],
	])(
		'of characters %s may have as many bytes as the limit, and not one more',
		async (_, character, bytes) => {
			const fitting = character.repeat(Math.floor(limits.quoteBytes / bytes))
			const rest = limits.quoteBytes - Buffer.byteLength(fitting)
			const text = `${'a'.repeat(rest)}${fitting}b`
			const ids = await withSource(text)
			const quoteEnd = text.length - 1
			const added = await fact.add({ ...ids, claim: 'Whole', quoteStart: 0, quoteEnd })
			const stored = await fact.get({ projectId: ids.projectId, factId: added.id })
			expect(stored.quote).toBe(text.slice(0, -1))
			expect(Buffer.byteLength(stored.quote ?? '')).toBe(limits.quoteBytes)

			const before = await contentsOf(database)
			const tooLong = { ...ids, claim: 'Long', quoteStart: 0, quoteEnd: quoteEnd + 1 }
			expect(await refusalOf(fact.add(tooLong))).toEqual({
				code: 'BAD_REQUEST',
				message:
					'quoteEnd: The passage has 21 kB; a quote has 20 kB at most. Choose a shorter passage.',
				httpStatus: 400,
			})
			expect(await contentsOf(database)).toEqual(before)
		},
	)

	it('of a megabyte of unique words is refused in words, where the search of the database would fail', async () => {
		const words = Array.from({ length: 130_000 }, (_, index) => `w${index}`).join(' ')
		const text = words.slice(0, limits.sourceTextBytes - 2)
		const ids = await withSource(text)
		const whole = { ...ids, claim: 'All', quoteStart: 0, quoteEnd: text.length }
		expect(await refusalOf(fact.add(whole))).toMatchObject({
			code: 'BAD_REQUEST',
			message: expect.stringContaining('a quote has 20 kB at most'),
		})
		const part = { ...whole, quoteEnd: limits.quoteBytes }
		await expect(fact.add(part)).resolves.toBeDefined()
	})
})
