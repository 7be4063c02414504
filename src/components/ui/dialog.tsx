import dynamic from 'next/dynamic'
import { type ReactNode, useState } from 'react'

export type DialogProps = {
	open: boolean
	onClose: () => void
	title: string
	description: string
	children: ReactNode
}

const DialogWindow = dynamic(
	() => import('./dialog-window').then(({ DialogWindow }) => DialogWindow),
	{ ssr: false },
)

/** A small modal window in the middle of the page, loaded when it first opens. */
export function Dialog(props: DialogProps) {
	const [wasOpen, setWasOpen] = useState(props.open)
	if (props.open && !wasOpen) setWasOpen(true)
	return wasOpen ? <DialogWindow {...props} /> : null
}
