import { useEffect, useState } from 'react'

const restMs = 2_000

/**
 * Loads a module when it is wanted, or once the page has come to rest: a later loss of the server then does not take the
 * module away. Null until the module is there. `load` must be the same function at every call.
 */
export function useLoaded<Module extends object>(load: () => Promise<Module>, wanted: boolean) {
	const [loaded, setLoaded] = useState<Module | null>(null)
	useEffect(() => {
		let left = false
		const take = () =>
			load().then(
				(module) => !left && setLoaded(module),
				() => {},
			)
		const timer = setTimeout(take, wanted ? 0 : restMs)
		return () => {
			left = true
			clearTimeout(timer)
		}
	}, [load, wanted])
	return loaded
}
