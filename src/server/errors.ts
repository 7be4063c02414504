import { SpecificError } from '@/isolation/errors'

const statuses = {
	EMPTY_SYNTHESIS: 'BAD_GATEWAY',
	SYNTHESIS_FAILED: 'BAD_GATEWAY',
	SYNTHESIS_TIMEOUT: 'GATEWAY_TIMEOUT',
	SERVICE_UNAVAILABLE: 'SERVICE_UNAVAILABLE',
} as const

/** An error with a code of the application's own. The caller gets its message, also with a 5xx status. */
export function specificError(
	specificCode: keyof typeof statuses,
	message: string,
	options?: { cause?: unknown },
): SpecificError {
	return new SpecificError({ code: statuses[specificCode], specificCode, message, ...options })
}
