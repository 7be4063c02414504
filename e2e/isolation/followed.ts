import type { OriginCookie } from './protection'

/** A browser context or a request context whose requests are followed. */
export type Followed = {
	/** Gives the context the cookies that all its requests to the application carry from now on. */
	carry(passes: OriginCookie[]): Promise<void>
	/** Holds further requests back, and waits for the answers to the open ones. */
	hold(): Promise<void>
	/** Lets the requests go on. */
	resume(): Promise<void>
	close(reason: string): Promise<void>
}

const limitMs = 5_000

/** Waits for the work, and for five seconds at most. */
export async function withinLimit(work: Promise<unknown>): Promise<void> {
	let timer: ReturnType<typeof setTimeout> | undefined
	const limit = new Promise<void>((resolve) => {
		timer = setTimeout(resolve, limitMs)
	})
	await Promise.race([work, limit])
	clearTimeout(timer)
}

/** Why a test that has ended calls nothing any more. */
export function refusalAfter(title: string): string {
	return `The test “${title}” has ended, and may call nothing any more: await its calls before its end.`
}

/** Waits until the set is empty, whose promises leave it when they end. */
export async function allEnded(open: Set<Promise<unknown>>): Promise<void> {
	while (open.size > 0) await Promise.allSettled(open)
}
