import { type ComponentType, type KeyboardEvent, useState } from 'react'
import { type SelectProps, SelectTrigger } from './select-trigger'
import { useLoaded } from './use-loaded'

const load = () => import('./opened-select')
const opening = ['Enter', ' ', 'ArrowDown', 'ArrowUp']

/** A choice of one. The code of its list is loaded when a pointer or the focus comes near. */
export function Select<Value extends string>(props: SelectProps<Value>) {
	const [Opened, setOpened] = useState<ComponentType<SelectProps<Value>> | null>(null)
	useLoaded(load, false)
	if (Opened) return <Opened {...props} />

	const open = async () => {
		const { default: loaded } = await load()
		setOpened(() => loaded)
	}
	const openByKey = (event: KeyboardEvent) => {
		if (!opening.includes(event.key)) return
		event.preventDefault()
		void open()
	}
	return (
		<SelectTrigger
			{...props}
			aria-haspopup="menu"
			aria-expanded={false}
			onPointerEnter={() => void load()}
			onFocus={() => void load()}
			onClick={open}
			onKeyDown={openByKey}
		/>
	)
}
