import type { DialogProps } from './dialog-window'
import { useLoaded } from './use-loaded'

const loadWindow = () => import('./dialog-window')

/** A small modal window in the middle of the page. */
export function Dialog(props: DialogProps) {
	const loaded = useLoaded(loadWindow, props.open)
	return loaded && <loaded.DialogWindow {...props} />
}
