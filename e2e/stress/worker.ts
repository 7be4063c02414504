import { workerIdentity } from '../../src/server/seed/worker-identity'
import { abandonRequest, cutConnections } from './broken-connections'
import { changeProject, generateOutput, type Work } from './changes'
import { describeFailure, failureOf } from './client'
import { differencesOf } from './differences'
import { readProject } from './reading'
import type { Place, Run } from './run'
import { checkSeed, type Left, seedAmongLateWrites, seedWatched } from './seeding'
import { contentHash, type KnownSeed, type Seed, type Slot, seedSlot } from './seeds'

/** Plays all rounds of one worker. `known` is what each seed of `seedKinds` gives in this slot. */
export async function playRounds(
	run: Run,
	slot: Slot,
	{ known, onRound }: { known: KnownSeed[]; onRound: () => void },
): Promise<void> {
	let left: Left | null = null
	for (let round = 0; round < run.options.rounds && !run.ending(); round++) {
		const ofRound = known[round % known.length]
		if (!ofRound) throw new Error('No seed is known')
		const place: Place = {
			...{ slot, round, known: ofRound, projectId: workerIdentity(slot).project_id },
			mark: `${run.name} worker ${slot.worker} round ${round}`,
			at: { worker: slot.worker, round },
		}
		left = await playUndisturbed(run, place, left)
		if (!run.ending()) onRound()
	}
}

/** Plays a round, again from its seed where a restart of the server broke it. Returns null where it failed. */
async function playUndisturbed(run: Run, place: Place, left: Left | null): Promise<Left | null> {
	let before = left
	while (!run.ending()) {
		const disturbance = run.server.disturbance()
		try {
			return await playRound(run, place, before)
		} catch (error) {
			const failure = failureOf(error)
			// What the round had changed when it broke is not known, so that nothing can be compared with it.
			before = null
			// An interrupt ends the server too.
			if (run.ending()) break
			if (!run.server.explains(failure, disturbance)) {
				run.findings.add('unexpected answer', { ...place.at, what: describeFailure(failure) })
				break
			}
			await run.server.ready()
		}
	}
	return null
}

type Fault = 'late writes' | 'replaced worker' | 'cut connections'
const faultsInTurns: Fault[] = ['late writes', 'replaced worker', 'late writes', 'cut connections']

async function playRound(run: Run, place: Place, left: Left | null): Promise<Left> {
	const { round, slot, mark, at, projectId } = place
	const fault = run.options.faults ? faultsInTurns[round % faultsInTurns.length] : undefined
	const seed =
		fault === 'late writes' && left
			? await seedAmongLateWrites(run, place, left)
			: await seedWatched(run, place, left)
	let work = await begin(run, place, seed)
	await changeProject(work)
	if (fault === 'replaced worker') {
		await abandonRequest(work, (signal) =>
			seedSlot(run.client(), slot, { round, label: `${mark}, abandoned`, signal }),
		)
		run.late.unseen += 1
		const label = `${mark}, replaced`
		work = await begin(run, place, await seedSlot(run.client(), slot, { round, label }))
		await changeProject(work)
	}
	if (fault === 'cut connections')
		await cutConnections(work, {
			inRequest: run.client('', work.lease, 'in the request'),
			inAnswer: run.client('', work.lease, 'in the answer'),
		})
	await generateOutput(work)
	const reading = await readProject(work.client, projectId)
	run.findings.compare('collision', at, differencesOf(work.expected, reading))
	const hash = await contentHash(run.client(), slot)
	return { lease: work.lease, reading, hash: hash ?? 'none' }
}

/** Reads the new seed, and begins the work on it. */
async function begin(run: Run, place: Place, seed: Seed): Promise<Work & { lease: string }> {
	const lease = seed.lease_id ?? 'none'
	const client = run.client('', lease)
	await checkSeed(run, place, { seed, client })
	const { projectId, mark, round, known } = place
	return { client, projectId, mark, round, lease, expected: structuredClone(known.reading) }
}
