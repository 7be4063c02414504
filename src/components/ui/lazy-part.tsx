import type { ComponentType } from 'react'
import { LoadFailureNotice } from './load-failure-notice'
import { useLoaded } from './use-loaded'

type Ways<Props> = {
	/** Whether the part is to be seen now. By default that is its `open`; without one, whenever it stands on the page. */
	isWanted?: (props: Props) => boolean
	/** Gives the part up. By default that is its `onClose`. */
	dismiss?: (props: Props) => void
}

/**
 * A component whose code is loaded when the page has come to rest, or when it is wanted. Where the code does not come, a
 * message says so and offers another attempt, or to load the page again where the server no longer has it. `preload` is
 * for a pointer or a focus that comes near.
 */
export function lazyPart<Props extends object>(
	load: () => Promise<ComponentType<Props>>,
	ways: Ways<Props> = {},
) {
	const { isWanted = isOpen, dismiss = close } = ways
	const loadPart = async () => ({ Part: await load() })

	function LazyPart(props: Props) {
		const { loaded, failure, retry } = useLoaded(loadPart, isWanted(props))
		if (loaded) return <loaded.Part {...props} />
		if (!failure) return null
		return <LoadFailureNotice failure={failure} onRetry={retry} onDismiss={() => dismiss(props)} />
	}
	LazyPart.preload = () => void load().catch(() => {})
	return LazyPart
}

const isOpen = (props: { open?: boolean }) => props.open ?? true
const close = (props: { onClose?: () => void }) => props.onClose?.()
