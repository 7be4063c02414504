import { workerIdentity } from '../../src/server/seed/worker-identity'
import { describeFailure, failureOf } from './client'
import { differencesOf } from './differences'
import { type Reading, readProject } from './reading'
import { type Run, slotsOf } from './run'
import { seedKindOf } from './seeds'

/**
 * Plays rounds as suites do without isolation: all workers seed, change and read one project, and send no lease. Each
 * phase begins when the last worker has ended the phase before, so that the collisions are certain and not a matter of
 * luck. Returns the number of rounds with a collision.
 */
export async function stressShared(run: Run, onRound: () => void): Promise<number> {
	const slots = slotsOf(run)
	const projectId = workerIdentity({ run: run.name, shard: 0, worker: 0 }).project_id
	const client = run.client()
	let collided = 0
	for (let round = 0; round < run.options.rounds && !run.ending(); round++) {
		const before = run.findings.count('collision')
		try {
			await Promise.all(
				slots.map(() =>
					client.testHelpers.seed.mutate({ project_id: projectId, ...seedKindOf(round) }),
				),
			)
			const seeded = await readProject(client, projectId)
			const expected = await Promise.all(
				slots.map(async ({ worker }): Promise<Reading> => {
					const title = `${run.name} worker ${worker} round ${round}`
					await client.project.rename.mutate({ projectId, title })
					return { ...seeded, title }
				}),
			)
			const readings = await Promise.all(slots.map(() => readProject(client, projectId)))
			readings.forEach((reading, worker) => {
				const differences = differencesOf(expected[worker], reading)
				run.findings.compare('collision', { worker, round }, differences)
			})
		} catch (error) {
			const what = describeFailure(failureOf(error))
			if (run.ending()) break
			run.findings.add('unexpected answer', { worker: 0, round, what })
		}
		if (run.findings.count('collision') > before) collided += 1
		onRound()
	}
	return collided
}
