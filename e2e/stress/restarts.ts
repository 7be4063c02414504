import type { Target } from './client'
import type { OwnServer } from './own-server'
import type { Progress } from './progress'

const signals = ['SIGTERM', 'SIGKILL', 'SIGTERM', 'SIGKILL'] as const

/** The numbers of done rounds after which the server is restarted: evenly spread, none at the end. */
export function restartPoints(rounds: number): number[] {
	const points = signals.map((_, nth) => Math.floor((rounds * (nth + 1)) / (signals.length + 1)))
	return [...new Set(points)].filter((point) => point > 0 && point < rounds)
}

/** Restarts the server a few times during the rounds, by turns gently and not. Without an own server it does nothing. */
export function restartsDuring(
	rounds: number,
	{ own, target, progress }: { own: OwnServer | null; target: Target; progress: Progress },
) {
	const points = own ? restartPoints(rounds) : []
	let count = 0
	let restarting = Promise.resolve()
	return {
		afterRound(done: number): void {
			const signal = signals[count]
			if (!own || !signal || done !== points[count]) return
			count += 1
			restarting = restarting.then(async () => {
				const awayMs = await own.restart(signal)
				target.measurements.add(`restart after ${signal}`, awayMs)
				progress.say(`Restarted the server with ${signal} after ${done} rounds`)
			})
			// `ended` throws it; until then it is not unhandled.
			restarting.catch(() => {})
		},
		ended: () => restarting,
		count: () => count,
	}
}
