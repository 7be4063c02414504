/** How long to wait before the next attempt: at least the second of the server's `Retry-After`, at most three. Pages that lost the server at once do not come back at once. */
export function retryDelayMs(failures: number): number {
	return Math.min(1_000 + failures * 400, 2_200) + Math.random() * 800
}
