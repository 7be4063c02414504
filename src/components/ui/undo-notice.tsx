import { useEffect, useRef } from 'react'
import { Button } from './button'
import { Icon } from './icon'

type UndoNoticeProps = {
	message: string
	onUndo: () => void
	onDismiss: () => void
	/** Why the way back failed. */
	error?: string | null
}

/** Says what is gone and offers the way back; it takes the focus that the gone thing had. */
export function UndoNotice({ message, onUndo, onDismiss, error }: UndoNoticeProps) {
	const undo = useRef<HTMLButtonElement>(null)
	useEffect(() => undo.current?.focus(), [])
	return (
		<div className="mb-4 flex flex-wrap items-center gap-3 rounded-md border border-line-strong bg-sunken py-2 pr-2 pl-4">
			<p role="status" className="min-w-0 flex-1 text-[0.9375rem] [overflow-wrap:anywhere]">
				{message}
				{error && <span className="block text-danger">{error}</span>}
			</p>
			<Button ref={undo} size="sm" onClick={onUndo}>
				Undo
			</Button>
			<Button variant="quiet" size="icon" aria-label="Dismiss message" onClick={onDismiss}>
				<Icon name="close" />
			</Button>
		</div>
	)
}
