import { afterAll } from 'vitest'

const running = new Set<() => Promise<unknown>>()

/** Has what was started ended after the tests of the file, also where a test failed before it did so itself. Returns what ends it, once. */
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

// The newest first: servers end before what they stand on.
afterAll(async () => {
	for (const end of [...running].reverse()) await end()
})
