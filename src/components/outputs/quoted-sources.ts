import type { RouterOutputs, trpc } from '@/client/trpc'

type Client = ReturnType<typeof trpc.useUtils>['client']
type Citation = RouterOutputs['output']['get']['citations'][number]

/** The text of a cited source, and where in it each cited quote stands, in UTF-16 units, by the citation's number. */
export type QuotedSource = { id: string; text: string; textSha256: string }
export type QuotePlace = { number: number; sourceId: string; start: number; end: number }
export type QuotedSources = { sources: QuotedSource[]; places: QuotePlace[] }

/**
 * Reads the sources that an output cites and finds its quotes in them. A source that was deleted since is left out.
 * Where a quote stands twice, its fact says which place is meant, as long as there is the fact.
 */
export async function readQuotedSources(
	client: Client,
	projectId: string,
	citations: Citation[],
): Promise<QuotedSources> {
	const hashes = await client.source.hashes.query({ projectId })
	const sources: QuotedSource[] = []
	const places: QuotePlace[] = []
	for (const { id, textSha256 } of hashes) {
		const quoting = citations.filter(({ source, quote }) => source.id === id && quote !== null)
		if (quoting.length === 0) continue
		const { text } = await client.source.get.query({ projectId, sourceId: id })
		sources.push({ id, text, textSha256 })
		for (const { number, id: factId, quote } of quoting) {
			if (quote === null) continue
			let start = text.indexOf(quote)
			if (start < 0) continue
			if (text.indexOf(quote, start + 1) >= 0) {
				const fact = await client.fact.get.query({ projectId, factId }).catch(() => null)
				if (fact?.quote === quote && fact.source.id === id) start = fact.quoteStart ?? start
			}
			places.push({ number, sourceId: id, start, end: start + quote.length })
		}
	}
	return { sources, places }
}
