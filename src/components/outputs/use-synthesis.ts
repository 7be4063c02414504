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
				if (controller.signal.aborted) {
					setState({ status: 'idle' })
					return null
				}
				const isGone = errorCode(error) === 'NOT_FOUND'
				const gone = isGone ? await reloadForGone() : []
				if (gone.length > 0) onGone(gone)
				const message = isGone
					? 'Facts that it was to cite have been deleted meanwhile. Bring them back, or select others.'
					: errorText(error)
				setState({ status: 'failed', request, message, gone })
				return null
			} finally {
				running.current = null
				void utils.output.list.invalidate({ projectId })
			}
		},
		[projectId, utils, reloadForGone, onGone],
	)
	/** Shows why a text was not even asked for. */
	const fail = useCallback((request: SynthesisRequest, error: unknown) => {
		if (running.current) return
		setState({ status: 'failed', request, message: errorText(error), gone: [], isUnasked: true })
	}, [])
	const cancel = useCallback(() => running.current?.abort(), [])
	const dismiss = useCallback(() => setState({ status: 'idle' }), [])
	return { state, write, fail, cancel, dismiss }
}
