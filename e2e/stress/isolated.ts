import { workerIdentity } from '../../src/server/seed/worker-identity'
import { describeFailure, failureOf } from './client'
import { type Run, slotsOf } from './run'
import { flawsOfSeed, type KnownSeed, learnSeeds, type Slot } from './seeds'
import { playRounds } from './worker'

/**
 * Learns the seeds of all slots, one slot after the other, and compares the slots with each other. Returns null where
 * that failed.
 */
async function learnAll(run: Run, slots: Slot[]): Promise<KnownSeed[][] | null> {
	const all: KnownSeed[][] = []
	for (const slot of slots) {
		const { worker } = slot
		const leased = (lease: string | null) => run.client('', lease)
		try {
			all.push(await learnSeeds(slot, { client: run.client(), leased }))
		} catch (error) {
			const what = describeFailure(failureOf(error))
			if (!run.ending()) run.findings.add('unexpected answer', { worker, round: 0, what })
			return null
		}
		const projectId = workerIdentity(slot).project_id
		all.at(-1)?.forEach((known, round) => {
			const first = all[0]?.[round] ?? known
			const flaws = flawsOfSeed(round, { projectId, known, first })
			run.findings.compare('partial seed', { worker, round }, flaws)
		})
	}
	return all
}

/** Plays the rounds of all workers at once, each with a project of its own. */
export async function stressIsolated(run: Run, onRound: () => void): Promise<void> {
	const slots = slotsOf(run)
	const known = await learnAll(run, slots)
	if (!known) return
	await Promise.all(
		slots.map((slot, index) => playRounds(run, slot, { known: known[index] ?? [], onRound })),
	)
}
