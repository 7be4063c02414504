import { createClient } from '../harness/client'
import type { Measure } from './results'
import { requestOf, startServer } from './running'
import type { Section } from './section'
import { measureOf } from './statistics'

/** Seeds by many workers at once, each with a client of its own and in its own project. */
export const workers: Section = {
	name: 'workers',
	databases: ['postgresql', 'embedded'],
	async run(setting) {
		const { base } = await startServer(setting, await setting.newDatabase())
		const measures: Measure[] = []
		await seedFor(base, 4, 500)
		for (const count of setting.quick ? [1, 4, 16, 64] : [1, 2, 4, 8, 16, 32, 64]) {
			const callers = count === 1 ? '1 caller' : `${count} callers`
			setting.say(callers)
			const { times, seconds } = await seedFor(base, count, setting.quick ? 1_000 : 10_000)
			measures.push(
				measureOf(`${callers}: seeds a second`, 'seeds/s', [times.length / seconds]),
				measureOf(`${callers}: a call`, 'ms', times),
			)
		}
		return { note, measures }
	},
}

const note =
	'Callers in one process, each of which seeds its own project over tRPC as soon as its last seed has answered. The callers take processor time from the server and from PostgreSQL, which run on the same machine.'

/** Lets workers seed for some time. Returns the milliseconds of each call, and how long all of it took. */
async function seedFor(base: string, count: number, durationMs: number) {
	const times: number[] = []
	const startedAt = performance.now()
	const callers = Array.from({ length: count }, async (_, worker) => {
		const client = createClient(base)
		while (performance.now() - startedAt < durationMs) {
			const calledAt = performance.now()
			await client.testHelpers.seed.mutate(requestOf(worker))
			times.push(performance.now() - calledAt)
		}
	})
	await Promise.all(callers)
	return { times, seconds: (performance.now() - startedAt) / 1_000 }
}
