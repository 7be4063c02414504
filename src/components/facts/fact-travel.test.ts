import { createHash } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FactFile } from '@/domain/fact-file'
import { factStatuses } from '@/domain/fact-status'
import { readFacts } from '@/domain/imported-facts'
import { limits } from '@/domain/limits'
import { callerOf, gateClosed } from '@/testing/caller'
import { pageClient } from '@/testing/page-client'
import { openTestDatabase } from '@/testing/test-database'
import { breathingSpace } from '../ui/breathing-space'
import { checkImport } from './check-import'
import { collectFacts } from './collect-facts'
import { type FactFileFormat, writeFacts } from './fact-file-formats'
import { wholeView } from './fact-view'
import { type ImportRecord, sendImport, takeBackImport } from './send-import'

type Client = Parameters<typeof checkImport>[0]

const database = await openTestDatabase()
const caller = callerOf(database, gateClosed)
const pause = breathingSpace()

const client = pageClient<Client>(caller)

const textOf = (name: string) =>
	Array.from(
		{ length: 700 },
		(_, n) => `${n} 🧪 te\u0301st of ${name},\r\n漢字 🏳️‍🌈 “é” \u{20bb7} and words. `,
	).join('')

async function newProject(): Promise<string> {
	const { id: workspaceId } = await caller.workspace.create({ name: 'Workspace' })
	return (await caller.project.create({ workspaceId, title: 'Project' })).id
}

/** A project with two sources and as many facts. */
async function projectOf(count: number): Promise<string> {
	const projectId = await newProject()
	const texts = await Promise.all(
		['=one', 'two 漢字'].map(async (title) => {
			const text = textOf(title)
			const url = 'https://example.com/a?b=1'
			return { text, sourceId: (await caller.source.add({ projectId, title, url, text })).id }
		}),
	)
	const facts = Array.from({ length: count }, (_, n) => {
		const { text = '', sourceId = '' } = texts[n % 2] ?? {}
		const whole = (at: number) => at + (/[\udc00-\udfff]/.test(text[at] ?? '') ? 1 : 0)
		const start = whole((n * 7_919) % (text.length - 400))
		const end = whole(start + 1 + ((n * 31) % 200))
		return {
			...{ sourceId, claim: `=${n}: “claim”, 漢字 🧪` },
			...(n % 10 > 0 && { quoteStart: start, quoteEnd: end }),
			...{ status: factStatuses[n % factStatuses.length], keyClaim: n % 3 === 0 },
			...{ pinned: n % 4 === 0, confidence: n % 5 === 0 ? null : n % 101 },
			note: n % 6 === 0 ? `A note\r\nof ${n}, 🧪` : null,
			tags: n % 7 === 0 ? ['=a, b', '漢字', `tag ${n % 3}`] : [],
		}
	})
	for (let at = 0; at < count; at += limits.factsPerImport)
		await caller.fact.import({ projectId, facts: facts.slice(at, at + limits.factsPerImport) })
	return projectId
}

type Options = Partial<
	Pick<Parameters<typeof collectFacts>[0], 'view' | 'ids' | 'signal' | 'onProgress'>
>
const collected = (projectId: string, options: Options = {}) =>
	collectFacts({
		...{ client, project: { id: projectId, title: 'Project' }, view: wholeView, withTexts: true },
		...{ signal: new AbortController().signal, onProgress: () => {}, ...options },
	})
const written = async (projectId: string, format: FactFileFormat) =>
	new Blob(await writeFacts(format, await collected(projectId), pause)).text()
const read = async (projectId: string, text: string) =>
	checkImport(client, projectId, { imported: await readFacts(text, pause), pause })

const newRecord = (): ImportRecord => ({ added: [], madeSources: [], known: 0, differing: 0 })
async function brought(
	projectId: string,
	text: string,
	{ by = client, record = newRecord() }: { by?: Client; record?: ImportRecord } = {},
) {
	const { facts, missing } = await read(projectId, text)
	expect(missing).toEqual([])
	expect(facts.filter(({ quote }) => quote === 'lost')).toEqual([])
	await sendImport({
		...{ client: by, projectId, facts, keepStatuses: true, record, onProgress: () => {} },
	})
	return record
}
const totalOf = async (projectId: string) => (await caller.fact.list({ projectId })).total

/** What a file says apart from the ids. */
function lasting({ sources, facts }: FactFile) {
	const hashOf = new Map(sources.map(({ id, textSha256 }) => [id, textSha256]))
	return {
		sources: sources
			.map(({ id: _, ...source }) => source)
			.sort((a, b) => (a.title < b.title ? -1 : 1)),
		facts: facts.map(({ id: _, sourceId, ...fact }) => ({ ...fact, source: hashOf.get(sourceId) })),
	}
}

describe('10,000 facts', () => {
	let projectId: string
	let before: ReturnType<typeof lasting>
	beforeAll(async () => {
		projectId = await projectOf(limits.factsPerView)
		before = lasting((await collected(projectId)).file)
	})

	it.each(['json', 'annotations', 'csv'] as const)(
		'go out as %s, into another project, and out again as they were',
		async (format) => {
			const text = await written(projectId, format)
			const other = await newProject()
			// A table holds no texts: the other project has them already.
			if (format === 'csv')
				for (const { title, url, text = '' } of before.sources)
					await caller.source.add({ projectId: other, title, url: url ?? undefined, text })
			const { added, known } = await brought(other, text)
			expect([added.length, known]).toEqual([limits.factsPerView, 0])
			expect(lasting((await collected(other)).file)).toEqual(before)
		},
	)
})

describe('an import that ends in the middle', () => {
	let text: string
	let other: string
	beforeEach(async () => {
		text = await written(await projectOf(1_200), 'json')
		other = await newProject()
	})

	/** A client whose third import fails, before or after the server has taken it. */
	function failing(answerIsLost: boolean) {
		let imports = 0
		return pageClient<Client>(caller, async (path, call) => {
			if (path !== 'fact.import' || ++imports < 3) return call()
			if (answerIsLost) await call()
			throw new Error('The connection is gone')
		})
	}

	it('keeps what is in and tells it, and a second one adds only the rest', async () => {
		const record = newRecord()
		await expect(brought(other, text, { by: failing(false), record })).rejects.toThrow('gone')
		expect([record.added.length, await totalOf(other)]).toEqual([1_000, 1_000])
		const second = await brought(other, text)
		expect([second.added.length, second.known, await totalOf(other)]).toEqual([200, 1_000, 1_200])
	})

	it('adds nothing twice where only the answer was lost', async () => {
		await expect(brought(other, text, { by: failing(true) })).rejects.toThrow('gone')
		const second = await brought(other, text)
		expect([second.added.length, second.known, await totalOf(other)]).toEqual([0, 1_200, 1_200])
	})

	it('is taken back as a whole, with the sources that it made', async () => {
		const record = newRecord()
		await expect(brought(other, text, { by: failing(false), record })).rejects.toThrow('gone')
		await takeBackImport({ client, projectId: other }, record)
		expect(await totalOf(other)).toBe(0)
		expect(await caller.source.list({ projectId: other })).toEqual([])
	})
})

describe('a text that a file brings', () => {
	it('becomes a source with its title and address, and is kept where somebody uses it since', async () => {
		const { file } = await collected(await projectOf(20))
		const other = await newProject()
		const record = await brought(other, JSON.stringify(file))
		const made = await caller.source.list({ projectId: other })
		expect(made.map(({ title, url }) => [title, url]).sort()).toEqual(
			file.sources.map(({ title, url }) => [title, url]).sort(),
		)
		const [used] = made
		await caller.fact.add({ projectId: other, sourceId: used?.id ?? '', claim: 'Mine' })
		await takeBackImport({ client, projectId: other }, record)
		const left = await caller.source.list({ projectId: other })
		expect(left.map(({ id }) => id)).toEqual([used?.id])
	})

	it.each(['json', 'annotations'] as const)(
		'as %s is refused where its SHA-256 is not the one that the file tells',
		async (format) => {
			const text = await written(await projectOf(20), format)
			const other = await newProject()
			const changed = text.replace('0 🧪 te\u0301st of =one', '0 🧪 te\u0301st of =two')
			await expect(read(other, changed)).rejects.toThrow('The text of “=one” in it is not the one')
			expect(await caller.source.list({ projectId: other })).toEqual([])
			// Nobody needs the text of the file where the project has the source.
			await brought(other, text)
			await expect(read(other, changed)).resolves.toMatchObject({ missing: [] })
		},
	)

	it('is taken with line ends of all kinds', async () => {
		const projectId = await newProject()
		const text = 'one\r\ntwo\rthree\n\u2028'
		const { id } = await caller.source.add({ projectId, title: 'Source', text })
		await caller.fact.add({ projectId, sourceId: id, claim: 'One', quoteStart: 0, quoteEnd: 5 })
		const { file } = await collected(projectId)
		expect((await brought(await newProject(), JSON.stringify(file))).added).toHaveLength(1)
	})

	it('with a byte order mark is stored without it, and each quote is where it stood', async () => {
		const { file } = await collected(await projectOf(20))
		const [source, other] = file.sources
		// The same word twice: only its place tells which is meant.
		const text = '\ufeffone and one'
		const quote = { text: 'one', start: 9, end: 12 }
		const textSha256 = createHash('sha256').update(text).digest('hex')
		const marked = {
			...file,
			sources: [{ ...source, text, textSha256 }, other],
			facts: file.facts.slice(0, 1).map((fact) => ({ ...fact, sourceId: source?.id, quote })),
		}
		const projectId = await newProject()
		expect((await brought(projectId, JSON.stringify(marked))).added).toHaveLength(1)
		const [fact] = (await caller.fact.list({ projectId })).facts
		expect([fact?.quote, fact?.quoteStart, fact?.quoteEnd]).toEqual(['one', 8, 11])
		const sourceId = fact?.source.id ?? ''
		expect((await caller.source.get({ projectId, sourceId })).text).toBe('one and one')
	})

	it('is refused where only a byte order mark would make its SHA-256 the one of the file', async () => {
		const { file } = await collected(await projectOf(20))
		const sources = file.sources.map(({ text = '', ...source }) => ({
			...{ ...source, text },
			textSha256: createHash('sha256').update(`\ufeff${text}`).digest('hex'),
		}))
		const changed = JSON.stringify({ ...file, sources })
		await expect(read(await newProject(), changed)).rejects.toThrow('its SHA-256 differs')
	})
})
