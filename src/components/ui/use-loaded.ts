import { useEffect, useState } from 'react'

const restMs = 2_000

/** Why a module is not there: it can be asked for again, or the server no longer has it. */
export type LoadFailure = 'unreached' | 'gone'

/**
 * Loads a module when it is wanted, or once the page has come to rest: a later loss of the server then does not take the
 * module away. `loaded` is null until the module is there; `failure` tells why a wanted one is not, and `retry` asks for
 * it again. `load` must be the same function at every call.
 */
export function useLoaded<Module extends object>(load: () => Promise<Module>, wanted: boolean) {
	const [loaded, setLoaded] = useState<Module | null>(null)
	const [failure, setFailure] = useState<LoadFailure | null>(null)
	const [attempt, setAttempt] = useState(0)
	// biome-ignore lint/correctness/useExhaustiveDependencies: each attempt loads once
	useEffect(() => {
		let left = false
		const take = async () => {
			try {
				const module = await load()
				if (!left) setLoaded(module)
			} catch (error) {
				const reason = wanted && (await reasonOf(error))
				if (reason && !left) setFailure(reason)
			}
		}
		const timer = setTimeout(take, wanted ? 0 : restMs)
		return () => {
			left = true
			setFailure(null)
			clearTimeout(timer)
		}
	}, [load, wanted, attempt])
	return { loaded, failure, retry: () => setAttempt((count) => count + 1) }
}

/** A new version of the application has other files: the server answers that it has not the one that this page asks for. */
async function reasonOf(error: unknown): Promise<LoadFailure> {
	const address = (error as { request?: unknown }).request
	if (typeof address !== 'string') return 'unreached'
	const answer = await fetch(address, { method: 'HEAD', cache: 'no-store' }).catch(() => null)
	return answer?.status === 404 ? 'gone' : 'unreached'
}
