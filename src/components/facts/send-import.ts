import type { trpc } from '@/client/trpc'
import { type CheckedFact, type NewFacts, partsOf } from './check-import'

type Client = ReturnType<typeof trpc.useUtils>['client']

/** What an import has done so far, also where it ended in the middle. */
export type ImportRecord = {
	added: string[]
	madeSources: string[]
	known: number
	/** How many of those known have other notes or tags than the file. */
	differing: number
}

type Sending = {
	client: Client
	projectId: string
	facts: CheckedFact[]
	keepStatuses: boolean
	/** Kept up to date, as an import that fails has done something too. */
	record: ImportRecord
	onProgress: (done: number) => void
}

/** Makes the sources that the file brings, and imports the facts in parts that are each taken whole or not at all. */
export async function sendImport(sending: Sending): Promise<void> {
	const { client, projectId, facts, keepStatuses, record, onProgress } = sending
	const sourceIds = new Map<string, string>()
	for (const { source } of facts) {
		if (!('add' in source) || sourceIds.has(source.add.key)) continue
		const { title, text, url } = source.add
		const made = await client.source.add.mutate({ projectId, title, text, url: url ?? undefined })
		if (made.created) record.madeSources.push(made.id)
		sourceIds.set(source.add.key, made.id)
	}
	const idOf = (source: CheckedFact['source']) =>
		'add' in source ? (sourceIds.get(source.add.key) ?? '') : source.id
	const given: NewFacts = facts.map(({ source, quote, ...fact }) => ({
		...{ sourceId: idOf(source), claim: fact.claim, note: fact.note, tags: fact.tags },
		...(quote && quote !== 'lost' && { quoteStart: quote.start, quoteEnd: quote.end }),
		...{ keyClaim: fact.keyClaim, pinned: fact.pinned, confidence: fact.confidence },
		...(keepStatuses && { status: fact.status }),
	}))
	for (const part of partsOf(given)) {
		const answer = await client.fact.import.mutate({ projectId, facts: part })
		record.added.push(...answer.added)
		record.known += answer.known
		record.differing += answer.differing
		onProgress(record.added.length + record.known)
	}
}

/** Deletes the facts that an import added, and the sources that it made where nobody has used them since. */
export async function takeBackImport(
	{ client, projectId }: Pick<Sending, 'client' | 'projectId'>,
	{ added, madeSources }: ImportRecord,
): Promise<void> {
	if (added.length > 0)
		await client.fact.change.mutate({
			...{ projectId, changes: [{ factIds: added, set: { removed: true } }] },
		})
	const sources = await client.source.list.query({ projectId })
	// A source that has got facts since is somebody's.
	for (const { id, factsCount } of sources)
		if (madeSources.includes(id) && factsCount === 0)
			await client.source.remove.mutate({ projectId, sourceId: id })
}
