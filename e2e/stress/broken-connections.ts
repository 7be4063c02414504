import { setTimeout as elapsed } from 'node:timers/promises'
import { factAt, nameSource, seededSource, type Work } from './changes'
import { type Client, failureOf, UnexpectedEnd } from './client'

/** Clients of a round whose connections are all cut at one place. */
type CutClients = { inRequest: Client; inAnswer: Client }

/**
 * Cuts connections in the middle of requests and of answers. A request that never ended changes nothing. A change whose
 * answer began with 200 was made, though its worker never read the answer.
 */
export async function cutConnections(work: Work, { inRequest, inAnswer }: CutClients) {
	const { projectId, expected, mark } = work
	const source = seededSource(expected)
	const fact = factAt(expected, 1)
	const claim = `Cut ${mark}`
	await cutStatus(inRequest.fact.add.mutate({ projectId, sourceId: source.id, claim }))
	await cutStatus(inRequest.project.rename.mutate({ projectId, title: claim }))
	await cutStatus(inAnswer.fact.list.query({ projectId, limit: 200 }))

	const edit = { projectId, factId: fact.id, version: fact.version, claim }
	await requireMade(inAnswer.fact.editClaim.mutate(edit))
	Object.assign(fact, { claim, status: 'pending', version: fact.version + 1 })
	const rename = { projectId, sourceId: source.id, title: claim }
	await requireMade(inAnswer.source.rename.mutate(rename))
	nameSource(expected, source.id, claim)
}

/** The status of an answer that was cut; null where the request was cut. Throws where the call ended in another way. */
async function cutStatus(call: Promise<unknown>): Promise<number | null> {
	try {
		await call
	} catch (error) {
		const failure = failureOf(error)
		if (failure.kind === 'cut') return failure.status
		throw error
	}
	throw new UnexpectedEnd('It was answered, though its connection was to be cut')
}

/** Throws where the answer that was cut was none of 200. */
async function requireMade(call: Promise<unknown>): Promise<void> {
	const status = await cutStatus(call)
	if (status !== 200) throw new UnexpectedEnd(`It answered ${status}, and the connection was cut`)
}

type Open = (work: Work, signal: AbortSignal) => Promise<unknown>

/** What a worker has open when it is replaced, by the number of the round; in some rounds it is a seed. */
const openRequests: Open[] = [
	({ client, projectId, mark }, signal) =>
		client.source.add.mutate({ projectId, title: mark, text: `Left ${mark}` }, { signal }),
	({ client, projectId, expected, mark }, signal) =>
		client.fact.add.mutate(
			{ projectId, sourceId: seededSource(expected).id, claim: `Left ${mark}` },
			{ signal },
		),
	({ client, projectId, expected }, signal) =>
		client.output.generate.mutate(
			{ projectId, mode: 'split', factIds: expected.facts.slice(0, 20).map(({ id }) => id) },
			{ signal },
		),
	({ client, projectId, mark }, signal) =>
		client.project.rename.mutate({ projectId, title: `Left ${mark}` }, { signal }),
	({ client, projectId }, signal) => client.fact.list.query({ projectId, limit: 200 }, { signal }),
]

/** Opens a request and abandons it within a few milliseconds, as a worker does that Playwright ends. */
export async function abandonRequest(
	work: Work,
	seed: (signal: AbortSignal) => Promise<unknown>,
): Promise<void> {
	const abandoning = new AbortController()
	const requests: Open[] = [...openRequests, (_, signal) => seed(signal)]
	const open = requests[Math.floor(work.round / 4) % requests.length]
	// However the request ends, its worker is gone.
	const ended = open?.(work, abandoning.signal).then(() => {}, failureOf)
	await elapsed(Math.random() * 6)
	abandoning.abort()
	await ended
}
