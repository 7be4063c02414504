import type { LeaseRequest } from './protocol'

export type MadeSeed = { rootId: string; lease: LeaseRequest | undefined; seedMs: number }

type Follow = (seeds: MadeSeed[]) => Promise<void>

/** Milliseconds for which what follows a seed waits for further seeds, as it costs the same for all of them. */
const gatheringMs = 100

/** Follows the seeds of one process on one database later, so that no answer waits for it. */
export class FollowUps {
	#waiting: MadeSeed[] = []
	#follow: Follow = async () => {}
	#timer: NodeJS.Timeout | undefined
	#running: Promise<void> = Promise.resolve()

	/** `follow` never rejects. */
	add(seed: MadeSeed, follow: Follow): void {
		this.#waiting.push(seed)
		this.#follow = follow
		this.#timer ??= setTimeout(() => this.settle(), gatheringMs)
	}

	/** Follows the seeds that wait now, and resolves when all are followed. */
	settle(): Promise<void> {
		clearTimeout(this.#timer)
		this.#timer = undefined
		const [seeds, follow] = [this.#waiting, this.#follow]
		this.#waiting = []
		if (seeds.length > 0) this.#running = this.#running.then(() => follow(seeds))
		return this.#running
	}
}
