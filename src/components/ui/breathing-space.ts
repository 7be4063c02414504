const sliceMs = 40

/** Waits until the page has been drawn and heard, wherever work has gone on for 40 ms. Throws where the signal ends the work. */
export function breathingSpace(signal?: AbortSignal): () => Promise<void> {
	let since = performance.now()
	return async () => {
		signal?.throwIfAborted()
		if (performance.now() - since < sliceMs) return
		await new Promise((resolve) => setTimeout(resolve))
		signal?.throwIfAborted()
		since = performance.now()
	}
}
