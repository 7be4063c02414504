import { type KeyboardEvent, useState } from 'react'
import { LoadFailureNotice } from './load-failure-notice'
import { type SelectProps, SelectTrigger } from './select-trigger'
import { useLoaded } from './use-loaded'

const load = () => import('./opened-select')
const opening = ['Enter', ' ', 'ArrowDown', 'ArrowUp']

/** A choice of one. The code of its list is loaded when a pointer or the focus comes near. */
export function Select<Value extends string>(props: SelectProps<Value>) {
	const [isWanted, setWanted] = useState(false)
	const { loaded, failure, retry } = useLoaded(load, isWanted)
	if (isWanted && loaded) return <loaded.default {...props} />

	const open = () => setWanted(true)
	const preload = () => void load().catch(() => {})
	const openByKey = (event: KeyboardEvent) => {
		if (!opening.includes(event.key)) return
		event.preventDefault()
		open()
	}
	return (
		<>
			<SelectTrigger
				{...props}
				aria-haspopup="menu"
				aria-expanded={false}
				onPointerEnter={preload}
				onFocus={preload}
				onClick={open}
				onKeyDown={openByKey}
			/>
			{failure && (
				<LoadFailureNotice failure={failure} onRetry={retry} onDismiss={() => setWanted(false)} />
			)}
		</>
	)
}
