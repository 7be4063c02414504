import { workerIdentity } from '../../src/server/seed/worker-identity'
import { type Run, slotsOf } from './run'
import { flawsOfSeed, type KnownSeed, learnSeeds, type Slot } from './seeds'
import { playRounds } from './worker'

/** Learns the seeds of all slots, one slot after the other, and compares the slots with each other. */
async function learnAll(run: Run, slots: Slot[]): Promise<KnownSeed[][]> {
	const all: KnownSeed[][] = []
	for (const slot of slots) {
		const leased = (lease: string | null) => run.client('', lease)
		const known = await learnSeeds(slot, { client: run.client(), leased })
		all.push(known)
		const projectId = workerIdentity(slot).project_id
		known.forEach((seed, round) => {
			const first = all[0]?.[round] ?? seed
			run.findings.compare(
				'partial seed',
				{ worker: slot.worker, round },
				flawsOfSeed(round, { projectId, known: seed, first }),
			)
		})
	}
	return all
}

/** Plays the rounds of all workers at once, each with a project of its own. */
export async function stressIsolated(run: Run, onRound: () => void): Promise<void> {
	const slots = slotsOf(run)
	const known = await learnAll(run, slots)
	await Promise.all(
		slots.map((slot, index) => playRounds(run, slot, { known: known[index] ?? [], onRound })),
	)
}
