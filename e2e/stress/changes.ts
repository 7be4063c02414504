import type { Client } from './client'
import { byId, type Reading, readOutput } from './reading'

/** A worker's round: its project, the client with its lease, and what the project has to hold. */
export type Work = {
	client: Client
	projectId: string
	/** The seed with all changes that were answered so far. */
	expected: Reading
	/** A text that no other worker and no other round writes. */
	mark: string
	round: number
}

type Change = (work: Work) => Promise<void>

const changes: Change[] = [
	async ({ client, projectId, expected, round }) => {
		const fact = factAt(expected, round)
		const status = fact.status === 'flagged' ? 'rejected' : 'flagged'
		const set = { factIds: [fact.id], set: { status } as const }
		await client.fact.change.mutate({ projectId, changes: [set] })
		Object.assign(fact, { status, version: fact.version + 1 })
	},
	async ({ client, projectId, expected, mark, round }) => {
		const fact = factAt(expected, round + 1)
		const claim = `${fact.claim.slice(0, 100)} ${mark}`
		const edit = { factId: fact.id, version: fact.version, claim }
		const { version, status } = await client.fact.editClaim.mutate({ projectId, ...edit })
		Object.assign(fact, { claim, version, status })
	},
	async ({ client, projectId, expected, mark }) => {
		const text = `The text of ${mark}.`
		const { id } = await client.source.add.mutate({ projectId, title: mark, text })
		const source = { id, title: mark, url: null, characters: text.length, factsCount: 0 }
		expected.sources = [...expected.sources, source].sort(byId)
	},
	async ({ client, projectId, expected, mark }) => {
		const claim = `A fact of ${mark}`
		const source = seededSource(expected)
		const added = await client.fact.add.mutate({ projectId, sourceId: source.id, claim })
		source.factsCount += 1
		expected.facts.push({
			...{
				...added,
				claim,
				quote: null,
				quoteStart: null,
				quoteEnd: null,
				confidence: null,
				note: null,
				tags: [],
			},
			...{ status: 'pending', keyClaim: false, pinned: false, version: 1 },
			source: { id: source.id, title: source.title },
		})
	},
	async ({ client, projectId, expected, mark }) => {
		await client.project.rename.mutate({ projectId, title: mark })
		expected.title = mark
	},
	async ({ client, projectId, expected, mark }) => {
		const source = seededSource(expected)
		await client.source.rename.mutate({ projectId, sourceId: source.id, title: mark })
		nameSource(expected, source.id, mark)
	},
	async ({ client, projectId, expected }) => {
		const fact = factAt(expected, expected.facts.length - 1)
		const set = { factIds: [fact.id], set: { removed: true } as const }
		await client.fact.change.mutate({ projectId, changes: [set] })
		expected.facts = expected.facts.filter(({ id }) => id !== fact.id)
		for (const source of expected.sources) if (source.id === fact.source.id) source.factsCount -= 1
	},
]

const changesPerRound = 3

/** Makes the changes of a round, one after the other, and notes each in `expected` once it was answered. */
export async function changeProject(work: Work): Promise<void> {
	for (let nth = 0; nth < changesPerRound; nth++)
		await changes[(work.round * changesPerRound + nth) % changes.length]?.(work)
}

const modes = ['paragraph', 'research_brief', 'script_outline', 'split'] as const

/**
 * Generates an output from two facts and notes in `expected` that it is theirs. Its text follows from the facts; it has
 * to be the same at the end of the round.
 */
export async function generateOutput({ client, projectId, expected, round }: Work): Promise<void> {
	const chosen = [factAt(expected, 0), factAt(expected, 1)]
	const factIds = chosen.map(({ id }) => id)
	const claims = chosen.map(({ claim }) => claim).sort()
	const mode = modes[round % modes.length] ?? 'split'
	const { id } = await client.output.generate.mutate({ projectId, mode, factIds })
	const { title, content } = await readOutput(client, projectId, id)
	const isOfProject = title.startsWith(`${expected.title} – `)
	expected.outputs.push({
		...{ id, mode, factIds, claims, content, pinned: false },
		title: isOfProject ? title : `${expected.title} – …`,
	})
	expected.outputs.sort(byId)
}

export function factAt({ facts }: Reading, index: number): Reading['facts'][number] {
	const fact = facts[index % facts.length]
	if (!fact) throw new Error('The project has no facts')
	return fact
}

/** The source that the seed made: the one with an address. */
export function seededSource({ sources }: Reading): Reading['sources'][number] {
	const source = sources.find(({ url }) => url !== null)
	if (!source) throw new Error('The project has no seeded source')
	return source
}

/** Notes a source's new title, which its facts show too. */
export function nameSource(expected: Reading, sourceId: string, title: string): void {
	for (const source of expected.sources) if (source.id === sourceId) source.title = title
	for (const fact of expected.facts)
		if (fact.source.id === sourceId) fact.source = { id: sourceId, title }
}
