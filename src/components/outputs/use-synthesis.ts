import { useCallback, useRef, useState } from 'react'
import { errorCode, errorText } from '@/client/api-error'
import { trpc } from '@/client/trpc'
import type { OutputMode } from '@/domain/output-mode'
import { useFactCache } from '../facts/use-fact-cache'

export type SynthesisRequest = { mode: OutputMode; factIds: string[] }

export type SynthesisState =
	| { status: 'idle' }
	| { status: 'writing'; request: SynthesisRequest }
	| {
			status: 'failed'
			request: SynthesisRequest
			message: string
			/** The code of the API's error; undefined when the server did not answer. */
			code?: string
			gone: string[]
			/** Whether it failed before it was known that it may be written. */
			isUnasked?: boolean
	  }

/**
 * One synthesis at a time. A failure stays, with its request, until it is dismissed or retried. Facts that turn out to
 * be gone are named in `gone` and told to `onGone`.
 */
export function useSynthesis(projectId: string, onGone: (factIds: string[]) => void) {
	const utils = trpc.useUtils()
	const { reloadForGone } = useFactCache(projectId)
	const [state, setState] = useState<SynthesisState>({ status: 'idle' })
	const running = useRef<AbortController | null>(null)

	const tell = useCallback(
		async (request: SynthesisRequest, error: unknown, isUnasked: boolean) => {
			const code = errorCode(error)
			const gone = code === 'NOT_FOUND' ? await reloadForGone() : []
			if (gone.length > 0) onGone(gone)
			setState({ status: 'failed', request, message: messageOf(error), code, gone, isUnasked })
		},
		[reloadForGone, onGone],
	)
	/** The id of the output; null when it failed, was cancelled, or another one is being written. */
	const write = useCallback(
		async (request: SynthesisRequest): Promise<string | null> => {
			if (running.current) return null
			const controller = new AbortController()
			running.current = controller
			setState({ status: 'writing', request })
			try {
				const { signal } = controller
				const { id } = await utils.client.output.generate.mutate(
					{ projectId, ...request },
					{ signal },
				)
				setState({ status: 'idle' })
				return id
			} catch (error) {
				if (controller.signal.aborted) setState({ status: 'idle' })
				else await tell(request, error, false)
				return null
			} finally {
				running.current = null
				void utils.output.list.invalidate({ projectId })
			}
		},
		[projectId, utils, tell],
	)
	/** Shows why a text was not even asked for. */
	const fail = useCallback(
		async (request: SynthesisRequest, error: unknown) => {
			if (!running.current) await tell(request, error, true)
		},
		[tell],
	)
	const cancel = useCallback(() => running.current?.abort(), [])
	const dismiss = useCallback(() => setState({ status: 'idle' }), [])
	return { state, write, fail, cancel, dismiss }
}

/** Why no text was written, in words of this page where the API's are not for its readers. */
function messageOf(error: unknown): string {
	const code = errorCode(error)
	if (code === 'NOT_FOUND') return 'Facts that it was to cite have been deleted meanwhile.'
	if (code === 'EMPTY_SYNTHESIS')
		return 'No text came out of these facts, and nothing was saved. Try again, choose another format or select other facts.'
	return errorText(error)
}
