import type { TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'

/** Writes a server error with its cause to the log; the answer names it by `requestId` only. */
export function reportError(
	error: TRPCError,
	{ requestId, path }: { requestId: string | undefined; path: string | undefined },
): void {
	if (getHTTPStatusCodeFromError(error) < 500) return
	console.error(
		`Request ${requestId ?? '(no id)'} to ${path ?? '(no path)'} failed:`,
		error.cause ?? error,
	)
}
