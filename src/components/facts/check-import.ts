import type { RouterInputs, trpc } from '@/client/trpc'
import { withoutByteOrderMark } from '@/domain/byte-order-mark'
import type { ImportedFact, ImportedFacts, ImportedSource } from '@/domain/imported-fact'
import { limits } from '@/domain/limits'
import { quotePlacesIn } from '@/domain/quote-place'
import { fitsQuote, requestBytes } from '@/domain/text-size'
import { shownTitle } from '@/domain/visible-text'

type Client = ReturnType<typeof trpc.useUtils>['client']
type Pause = () => Promise<void>

/** A fact of a file with the source that it has in the project, or the text that becomes one. */
export type CheckedFact = Omit<ImportedFact, 'quote'> & {
	source: { id: string } | { add: ImportedSource & { text: string } }
	/** `lost`: the source does not hold the quote. */
	quote: { start: number; end: number } | 'lost' | null
}
export type CheckedImport = {
	facts: CheckedFact[]
	missing: ImportedFact[]
	/** The titles of the texts of the file that this browser cannot compare with their SHA-256. */
	uncompared: string[]
}

/**
 * Finds the source of each fact, by the SHA-256 of the text, by its id, or in the file itself, and in its text the
 * quote. `missing` are the facts without a source. Changes nothing.
 */
export async function checkImport(
	client: Client,
	projectId: string,
	{ imported, pause }: { imported: ImportedFacts; pause: Pause },
): Promise<CheckedImport> {
	const hashes = await client.source.hashes.query({ projectId })
	const facts: CheckedFact[] = []
	const missing: ImportedFact[] = []
	const uncompared: string[] = []
	const byKey = grouped(imported.facts)
	const sourceOf = new Map(imported.sources.map((source) => [source.key, source]))
	for (const [key, ofSource] of byKey) {
		const source = sourceOf.get(key)
		const known =
			hashes.find(({ textSha256 }) => textSha256 === source?.textSha256) ??
			hashes.find(({ id }) => id === key)
		const text = known
			? (await client.source.get.query({ projectId, sourceId: known.id })).text
			: source?.text
		if (!source || text === undefined) {
			missing.push(...ofSource)
			continue
		}
		if (!known && !(await isCompared(source, text))) uncompared.push(shownTitle(source.title))
		const find = quotePlacesIn(text)
		// The server stores a text without byte order marks at its beginning.
		const lead = text.length - withoutByteOrderMark(text).length
		for (const { quote, ...fact } of ofSource) {
			await pause()
			const found = quote && fitsQuote(quote.exact) ? find(quote) : null
			const place = found && { start: Math.max(found.start - lead, 0), end: found.end - lead }
			facts.push({
				...fact,
				source: known ? { id: known.id } : { add: { ...source, text } },
				quote: quote ? (place ?? 'lost') : null,
			})
		}
	}
	const order = new Map(imported.facts.map(({ where }, index) => [where, index]))
	facts.sort((one, other) => (order.get(one.where) ?? 0) - (order.get(other.where) ?? 0))
	return { facts, missing, uncompared }
}

/**
 * Throws where a text of the file is not the one of which the file tells. False where the browser does not compare them,
 * which it does over HTTPS or at localhost only.
 */
async function isCompared({ title, textSha256 }: ImportedSource, text: string): Promise<boolean> {
	if (!textSha256) return true
	if (!globalThis.crypto?.subtle) return false
	if ((await sha256Of(text)) !== textSha256)
		throw new Error(
			`The text of “${shownTitle(title)}” in it is not the one that its facts were taken from, as its SHA-256 differs. Export the facts again, or take the text out of the file.`,
		)
	return true
}

async function sha256Of(text: string): Promise<string> {
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
	return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function grouped(facts: ImportedFact[]): Map<string, ImportedFact[]> {
	const groups = new Map<string, ImportedFact[]>()
	for (const fact of facts) {
		const group = groups.get(fact.sourceKey)
		if (group) group.push(fact)
		else groups.set(fact.sourceKey, [fact])
	}
	return groups
}

export type NewFacts = RouterInputs['fact']['import']['facts']

/** Parts that one call each takes: by their number, by the bytes of the request and of what is stored. */
export function partsOf(facts: NewFacts): NewFacts[] {
	const parts: NewFacts[] = []
	let room = { facts: 0, stored: 0, request: 0 }
	for (const fact of facts) {
		const words = [fact.claim, fact.note ?? '', ...(fact.tags ?? [])]
		const given = requestBytes(words)
		const request = given + 400
		// A UTF-16 unit takes three bytes at most.
		const stored = given + ((fact.quoteEnd ?? 0) - (fact.quoteStart ?? 0)) * 3
		if (room.facts < 1 || room.stored < stored || room.request < request) {
			parts.push([])
			room = { facts: limits.factsPerImport, stored: limits.importBytes, request: 900_000 }
		}
		room = {
			...{ facts: room.facts - 1, stored: room.stored - stored },
			request: room.request - request,
		}
		parts.at(-1)?.push(fact)
	}
	return parts
}
