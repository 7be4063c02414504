import { setTimeout as sleep } from 'node:timers/promises'
import { TRPCError } from '@trpc/server'
import type { SpecificError } from '@/isolation/errors'
import { specificError } from '../errors'
import { embeddedEngine } from './embedded-engine'
import type { SynthesisEngine } from './engine'

const maxDelayMs = 10_000

/** The embedded engine with the fault that the `x-e2e-fault` header asks for. Throws BAD_REQUEST for a fault that does not exist. */
export function faultyEngine(fault: string): SynthesisEngine {
	const [kind, value] = fault.split('=', 2)
	if (kind === 'delay' && /^\d{1,5}$/.test(value ?? '') && Number(value) <= maxDelayMs)
		return {
			...embeddedEngine,
			async synthesise(request) {
				await sleep(Number(value), undefined, { signal: request.signal })
				return embeddedEngine.synthesise(request)
			},
		}
	if (fault === 'synthesis=empty')
		return { ...embeddedEngine, synthesise: async () => ({ title: '', blocks: [] }) }
	if (fault === 'synthesis=timeout')
		return failing(specificError('SYNTHESIS_TIMEOUT', 'The synthesis took too long'))
	if (fault === 'synthesis=error')
		return failing(specificError('SYNTHESIS_FAILED', 'The synthesis engine failed'))
	throw new TRPCError({
		code: 'BAD_REQUEST',
		message: `x-e2e-fault: allowed are synthesis=empty, synthesis=timeout, synthesis=error and delay=<0 to ${maxDelayMs} ms>`,
	})
}

function failing(error: SpecificError): SynthesisEngine {
	return { ...embeddedEngine, synthesise: () => Promise.reject(error) }
}
