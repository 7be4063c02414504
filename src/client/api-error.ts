import { TRPCClientError } from '@trpc/client'

/** A message for a person: the server's own, or a sentence that says that the server did not answer. */
export function errorText(error: unknown): string {
	if (error instanceof TRPCClientError && error.data) return error.message
	return 'The server did not answer. Check the connection and try again.'
}

/** The inputs that the server finds wrong, by their names, each with a sentence; none for an error of another kind. */
export function errorIssues(error: unknown): readonly { path: string; message: string }[] {
	const issues = error instanceof TRPCClientError ? error.data?.issues : undefined
	return Array.isArray(issues) ? issues : []
}

/** The code of the API's error shape, such as NOT_FOUND; undefined when the server did not answer. */
export function errorCode(error: unknown): string | undefined {
	return error instanceof TRPCClientError ? error.data?.code : undefined
}
