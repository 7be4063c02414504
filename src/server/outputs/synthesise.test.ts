import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { limits } from '@/domain/limits'
import type { OutputSentence } from '@/domain/output-text'
import { errorShape } from '@/isolation/error-shape'
import type { SpecificError } from '@/isolation/errors'
import { callerOf, gateClosed, refusalOf } from '@/testing/caller'
import { contentsOf } from '@/testing/contents'
import { openTestDatabase, rowsIn } from '@/testing/test-database'
import type { Database, Tx } from '../db/client'
import type { ChosenFact, SynthesisEngine } from './engine'
import { outputValues } from './synthesise'

const database = await openTestDatabase()
const { seed } = callerOf(database).testHelpers
const { output } = callerOf(database, gateClosed)

/** A project with two facts that have as many bytes as this in all, as earlier versions let them be. */
async function withSelection(bytes: number) {
	const { project_id, source_id } = await seed({ facts_count: 0 })
	const rows = await rowsIn<{ id: string }>(
		database,
		sql`insert into facts (project_id, source_id, claim, quote, quote_start, quote_end, position)
			values (${project_id}, ${source_id}, 'long', repeat('é', ${(bytes - 10) / 2}::int), 0, 1, 1),
				(${project_id}, ${source_id}, 'no end', null, null, null, 2)
			returning id`,
	)
	return { projectId: project_id, mode: 'split' as const, factIds: rows.map(({ id }) => id) }
}

/** The same database, with every row that its statements gave. */
function recorded(): { database: Database; rows: unknown[] } {
	const rows: unknown[] = []
	const recording = (tx: Tx): Tx =>
		new Proxy(tx, {
			get(target, name) {
				const value = Reflect.get(target, name, target)
				if (name !== 'select') return typeof value === 'function' ? value.bind(target) : value
				return (...fields: Parameters<Tx['select']>) => {
					rows.push(Object.keys(fields[0] ?? {}))
					return target.select(...fields)
				}
			},
		})
	return {
		database: {
			...database,
			run: (work, transact) => database.run(work, (tx) => transact(recording(tx))),
		},
		rows,
	}
}

describe('a selection', () => {
	it('of as many bytes as the limit is written up, one byte more is refused in words, and nothing is stored', async () => {
		await expect(output.generate(await withSelection(limits.selectionBytes))).resolves.toBeDefined()
		const tooLong = await withSelection(limits.selectionBytes + 2)
		const before = await contentsOf(database)
		expect(await refusalOf(output.generate(tooLong))).toEqual({
			code: 'BAD_REQUEST',
			message:
				'factIds: The selected facts have 1,001 kB of claims and quotes; at most 1,000 kB go into one text. Select fewer.',
			httpStatus: 400,
		})
		expect(await contentsOf(database)).toEqual(before)
	})

	it('that is too long is refused before its texts are read', async () => {
		const fitting = recorded()
		await callerOf(fitting.database, gateClosed).output.generate(await withSelection(100))
		expect(fitting.rows).toContainEqual(expect.arrayContaining(['claim', 'quote']))
		const tooLong = recorded()
		const refused = callerOf(tooLong.database, gateClosed).output.generate(
			await withSelection(limits.selectionBytes + 2),
		)
		await refusalOf(refused)
		expect(tooLong.rows).not.toContainEqual(expect.arrayContaining(['claim']))
		expect(tooLong.rows).toContainEqual(['bytes'])
	})
})

describe('an output', () => {
	const fact: ChosenFact = {
		...{ id: 'f', claim: 'Claim', quote: null, keyClaim: false },
		status: 'approved',
		source: { id: 's', title: 'Source', url: null },
	}
	const engine: SynthesisEngine = {
		...{ name: 'made-up', version: '1' },
		synthesise: async () => ({ title: '', blocks: [] }),
	}
	const input = { mode: 'split' as const, projectTitle: 'Project', facts: [fact] }
	const ofText = (text: string) => {
		const sentences: OutputSentence[] = [{ text, factIds: ['f'], quotes: [] }]
		return outputValues(engine, input, { title: 'T', blocks: [{ kind: 'paragraph', sentences }] })
	}
	const refusalFor = (text: string) => {
		try {
			ofText(text)
			return 'kept'
		} catch (error) {
			return errorShape(error as SpecificError, undefined)
		}
	}

	it.each([
		['a', 1],
		['語', 3],
		// In JSON it takes two.
		['"', 2],
	])(
		'of %s may have as many bytes with its citations as the limit, and no more',
		(character, bytes) => {
			const { content, blocks, citations } = ofText('x')
			const rest =
				limits.outputBytes - Buffer.byteLength(JSON.stringify({ content, blocks, citations }))
			// The text stands in it twice, in the blocks and as plain text.
			const count = Math.floor((rest + 2) / (2 * bytes))
			expect(refusalFor(character.repeat(count))).toBe('kept')
			expect(refusalFor(character.repeat(count + 1))).toEqual({
				code: 'SYNTHESIS_FAILED',
				message:
					'The text has 8,001 kB with its citations; at most 8,000 kB are kept. Nothing was saved: select fewer facts.',
				httpStatus: 502,
			})
		},
	)
})
