import type { DialogProps } from './dialog-window'
import { lazyPart } from './lazy-part'

/** A small modal window in the middle of the page. */
export const Dialog = lazyPart<DialogProps>(() =>
	import('./dialog-window').then(({ DialogWindow }) => DialogWindow),
)
