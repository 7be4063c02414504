import { type Client, describeFailure, failureOf } from './client'
import { differencesOf } from './differences'
import { isStale, randomPause, sendLateWrites, survivorsIn, wronglyAnswered } from './late-writes'
import { type Reading, readProject } from './reading'
import type { Place, Run } from './run'
import { contentHash, type KnownSeed, type Seed, seedSlot } from './seeds'

/** What a round left behind: its lease, what the project held, and the hash of that. */
export type Left = { lease: string; reading: Reading; hash: string }

/** Seeds the slot, and watches from outside that the old content or the new one is there, and never a part. */
export async function seedWatched(run: Run, place: Place, left: Left | null): Promise<Seed> {
	const { slot, round, known } = place
	let isAnswered = false
	const seen: (string | null)[] = []
	const watch = async () => {
		while (left && !isAnswered) {
			const [hash] = await Promise.all([
				contentHash(run.client('while seeding:'), slot),
				run.options.faults ? readLate(run, place, left) : undefined,
			])
			seen.push(hash)
		}
	}
	const seeding = seedSlot(run.client(), slot, { round, label: place.mark }).finally(() => {
		isAnswered = true
	})
	// Both end before an error is thrown: a seed that is still open would replace the lease of the next one.
	const [seeded, watched] = await Promise.allSettled([seeding, watch()])
	if (seeded.status === 'rejected') throw seeded.reason
	if (watched.status === 'rejected') throw watched.reason
	for (const flaw of flawsOfHashes(seen, [left?.hash ?? null, known.hash]))
		run.findings.add('partial seed', { ...place.at, what: flaw })
	return seeded.value
}

/** What is wrong about hashes that were seen while a seed was made, where only some contents are whole. */
export function flawsOfHashes(seen: (string | null)[], whole: (string | null)[]): string[] {
	return seen
		.filter((hash) => !whole.includes(hash))
		.map((hash) => `while it was seeded the project had the content ${hash}, of no whole state`)
}

/** A read with the old lease sees the old facts whole, or is refused as stale. */
async function readLate(run: Run, { at, projectId }: Place, left: Left): Promise<void> {
	const late = run.client('late', left.lease)
	try {
		const { facts } = await late.fact.list.query({ projectId, limit: 200 })
		run.findings.compare('partial seed', at, differencesOf(left.reading.facts, facts, 'late facts'))
	} catch (error) {
		if (!isStale(failureOf(error))) throw error
		run.late.refused += 1
	}
}

/** Seeds the slot while the writes of the test before are still under way. None of them may be in the new seed. */
export async function seedAmongLateWrites(run: Run, place: Place, left: Left): Promise<Seed> {
	const { slot, round, projectId, known, at } = place
	const mark = `late ${place.mark}`
	const disturbance = run.server.disturbance()
	const late = sendLateWrites(run.client('late', left.lease), {
		...{ projectId, known: known.reading, mark },
	})
	await randomPause()
	const [seeded, answers] = await Promise.allSettled([
		seedSlot(run.client(), slot, { round, label: place.mark }),
		late,
	])
	if (answers.status === 'rejected') throw answers.reason
	for (const { answer } of answers.value)
		if (answer === 'ok') run.late.made += 1
		else if (isStale(answer)) run.late.refused += 1
	for (const { write, answer } of wronglyAnswered(answers.value)) {
		// The server may have refused the write and ended before its answer. An interrupt ends the server too.
		const isInterrupted = answer.kind === 'broken' && run.ending() !== null
		if (isInterrupted || run.server.explains(answer, disturbance)) run.late.unseen += 1
		else
			run.findings.add('unexpected answer', {
				...{ ...at, what: `late ${write}: ${describeFailure(answer)}` },
			})
	}
	if (seeded.status === 'rejected') throw seeded.reason
	if ((await contentHash(run.client(), slot)) !== known.hash)
		await reportSurvivors(run, place, { mark, lease: seeded.value.lease_id })
	return seeded.value
}

async function reportSurvivors(
	run: Run,
	{ at, projectId, known }: Place,
	{ mark, lease }: { mark: string; lease: string | null },
): Promise<void> {
	const reading = await readProject(run.client('', lease), projectId)
	const survivors = survivorsIn(reading, known.reading, mark)
	for (const write of survivors)
		run.findings.add('late write that survived', { ...at, what: `${write} of “${mark}”` })
	if (survivors.length > 0) return
	const differences = differencesOf(known.reading, reading)
	if (!run.findings.compare('partial seed', at, differences))
		run.findings.add('partial seed', { ...at, what: 'its content has another hash than it has to' })
}

/** Reads a seed right after it was made, and compares it with what a seed of its request always gives. */
export async function checkSeed(
	run: Run,
	{ at, projectId, known }: Pick<Place, 'at' | 'projectId'> & { known: KnownSeed },
	{ seed, client }: { seed: Seed; client: Client },
): Promise<void> {
	const reading = await readProject(client, projectId)
	run.findings.compare('partial seed', at, [
		...differencesOf(known.hash, seed.content_hash, 'content_hash'),
		...differencesOf(known.reading, reading),
	])
}
