import { uuidV3 } from '../../src/isolation/worker-ids'
import { workerIdentity } from '../../src/server/seed/worker-identity'
import type { Answers, Client } from './client'
import { type Difference, differencesOf } from './differences'
import { type Reading, readProject } from './reading'

/** What a seed of one request always gives. */
export type KnownSeed = { hash: string; reading: Reading }

export type Slot = { run: string; shard: 0; worker: number }
export type Seed = Answers['testHelpers']['seed']

/** The requests that rounds take in turns, so that a seed finds another seed's rows to replace. */
export const seedKinds = [
	{ facts_count: 3, scenario: 'research' },
	{ facts_count: 60, scenario: 'review' },
	{ facts_count: 12, scenario: 'review' },
	{ facts_count: 25, scenario: 'research' },
] as const

/** A run that nobody cleans up, as its process was killed, is gone after an hour. */
const ttl_minutes = 60

type SeedOfRound = { round: number; label: string; signal?: AbortSignal }

/** Seeds the project of a slot with the request of the round. */
export function seedSlot(
	client: Client,
	slot: Slot,
	{ round, label, signal }: SeedOfRound,
): Promise<Seed> {
	const lease = { ...slot, label, ttl_minutes }
	const request = { ...workerIdentity(slot), ...seedKindOf(round), lease }
	return client.testHelpers.seed.mutate(request, { signal })
}

/**
 * The hash of what a project holds, as anybody sees it; null where it does not exist. The status also sums up the leases
 * of a run, or of all runs: a run without leases keeps that from growing with each round.
 */
export async function contentHash(client: Client, slot: Slot): Promise<string | null> {
	const { project_id } = workerIdentity(slot)
	const run = `${slot.run}.no-leases`
	return (await client.testHelpers.status.query({ project_id, run })).content_hash
}

export function seedKindOf(round: number) {
	return seedKinds[round % seedKinds.length] ?? seedKinds[0]
}

/**
 * Learns what each seed of a slot always gives: seeds it while nobody else does anything, and reads it. Returns the
 * known seeds in the order of `seedKinds`.
 */
export async function learnSeeds(
	slot: Slot,
	{ client, leased }: { client: Client; leased: (lease: string | null) => Client },
): Promise<KnownSeed[]> {
	const known: KnownSeed[] = []
	for (const round of seedKinds.keys()) {
		const seed = await seedSlot(client, slot, { round, label: 'before the rounds' })
		const reading = await readProject(leased(seed.lease_id), seed.project_id)
		known.push({ hash: seed.content_hash, reading })
	}
	return known
}

/**
 * What is wrong about a seed that was read in peace: the seeds of all slots differ in ids and titles only, so that each
 * is compared with the first slot's, and ids with those that are derived from the project.
 */
export function flawsOfSeed(
	round: number,
	{ projectId, known, first }: { projectId: string; known: KnownSeed; first: KnownSeed },
): Difference[] {
	const { facts_count } = seedKindOf(round)
	const ids = known.reading.facts.map(({ id }) => id)
	const derived = ids.map((_, index) => uuidV3(projectId, `fact/${index + 1}`))
	return [
		...differencesOf(facts_count, ids.length, 'facts_count'),
		...differencesOf(derived, ids, 'ids of facts'),
		...differencesOf([], known.reading.outputs, 'outputs'),
		...differencesOf(withoutIds(first.reading), withoutIds(known.reading)),
	]
}

function withoutIds({ facts, sources }: Reading) {
	return {
		facts: facts.map(({ id, source, ...fact }) => ({ ...fact, source: source.title })),
		sources: sources.map(({ id, ...source }) => source),
	}
}
