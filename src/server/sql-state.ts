/**
 * An error and its causes, the outermost first. Errors are told by their shape: the start-up hook and the routes are
 * bundled apart, so that a class has two identities and `instanceof` fails between them.
 */
export function causesOf(error: unknown): Record<string, unknown>[] {
	const causes: Record<string, unknown>[] = []
	let current = error
	while (typeof current === 'object' && current !== null && causes.length < 8) {
		causes.push(current as Record<string, unknown>)
		current = (current as { cause?: unknown }).cause
	}
	return causes
}

export function isSqlState(code: unknown): code is string {
	return typeof code === 'string' && /^(?=.*\d)[0-9A-Z]{5}$/.test(code)
}

/** The SQLSTATE of a failed query, however often its error is wrapped. */
export function sqlState(error: unknown): string | undefined {
	return causesOf(error)
		.map(({ code }) => code)
		.find(isSqlState)
}
