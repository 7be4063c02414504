import { afterAll } from 'vitest'

const running = new Set<() => Promise<unknown>>()

/** Returns a function that calls `end` once. It runs after the file's tests at the latest, even where a test failed. */
export function endedAfterTests<T>(end: () => Promise<T>): () => Promise<T> {
	let ended: Promise<T> | undefined
	const endOnce = () => {
		running.delete(endOnce)
		ended ??= end()
		return ended
	}
	running.add(endOnce)
	return endOnce
}

// The newest first: a server ends before the database that it uses.
afterAll(async () => {
	for (const end of [...running].reverse()) await end()
})
