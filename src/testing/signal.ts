/** A promise, and the function that resolves it. */
export function signal() {
	let resolve = () => {}
	const promise = new Promise<void>((settle) => {
		resolve = settle
	})
	return { promise, resolve }
}
