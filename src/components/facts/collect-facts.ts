import type { trpc } from '@/client/trpc'
import { codePointsOf } from '@/domain/code-points'
import type { FactFile, FileFact } from '@/domain/fact-file'
import { breathingSpace } from '../ui/breathing-space'
import { type FactView, filterOfView, wholeView } from './fact-view'

type Client = ReturnType<typeof trpc.useUtils>['client']
type Collecting = {
	client: Client
	project: { id: string; title: string }
	/** Which facts; those of `ids` where they are given. */
	view: FactView
	ids?: ReadonlySet<string>
	/** Whether the texts of the sources go into the file. */
	withTexts: boolean
	signal: AbortSignal
	onProgress: (facts: number) => void
}

const pageLength = 200

/**
 * Reads facts page by page, with their sources, as what a file holds. Each page is as its moment: a fact that is
 * changed meanwhile is in the file as one of the two, a fact that moves to another page once.
 */
export async function collectFacts(options: Collecting) {
	const { client, project, view, ids, withTexts, signal, onProgress } = options
	const pause = breathingSpace(signal)
	const order = ids ? wholeView : view
	const found = new Map<string, Awaited<ReturnType<typeof readPage>>['facts'][number]>()
	const readPage = (cursor?: (string | number)[]) =>
		client.fact.list.query(
			{
				...{ projectId: project.id, ...filterOfView(order), limit: pageLength, cursor },
				...{ sort: order.sort, bySource: order.bySource },
			},
			{ signal },
		)
	let cursor: (string | number)[] | null | undefined
	do {
		const page = await readPage(cursor ?? undefined)
		for (const fact of page.facts) if (!ids || ids.has(fact.id)) found.set(fact.id, fact)
		onProgress(found.size)
		await pause()
		cursor = page.nextCursor
	} while (cursor && (!ids || found.size < ids.size))

	const cited = new Set([...found.values()].map(({ source }) => source.id))
	const [listed, hashes] = await Promise.all([
		client.source.list.query({ projectId: project.id }, { signal }),
		client.source.hashes.query({ projectId: project.id }, { signal }),
	])
	const hashOf = new Map(hashes.map(({ id, textSha256 }) => [id, textSha256]))
	const texts = new Map<string, string>()
	const points = new Map<string, ReturnType<typeof codePointsOf>>()
	const sources: FactFile['sources'] = []
	for (const { id, title, url } of listed) {
		if (!cited.has(id)) continue
		const { text } = await client.source.get.query(
			{ projectId: project.id, sourceId: id },
			{ signal },
		)
		texts.set(id, text)
		points.set(id, codePointsOf(text))
		const textSha256 = hashOf.get(id) ?? ''
		sources.push({ id, title, url, textSha256, ...(withTexts && { text }) })
		await pause()
	}
	const facts: FileFact[] = []
	for (const { quote, quoteStart, quoteEnd, source, version, ...fact } of found.values()) {
		// Its source was deleted while the facts were read, and the fact with it.
		if (!texts.has(source.id)) continue
		facts.push({ ...fact, sourceId: source.id, quote: placed(quote, quoteStart, quoteEnd) })
		function placed(text: string | null, start: number | null, end: number | null) {
			if (text === null || start === null || end === null) return null
			const at = points.get(source.id)
			return {
				...{ text, start, end },
				...{ startCodePoint: at?.fromUnits(start), endCodePoint: at?.fromUnits(end) },
			}
		}
		await pause()
	}
	const file: FactFile = {
		...{ format: 'artifact-facts', version: 1, exportedAt: new Date().toISOString() },
		...{ project, sources, facts },
	}
	return { file, textOf: (sourceId: string) => texts.get(sourceId) }
}
