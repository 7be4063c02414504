import { type ComponentType, type KeyboardEvent, useId, useState } from 'react'
import { useLoaded } from '@/lib/use-loaded'
import { Icon } from './icon'

export type SelectOption<Value extends string> = {
	value: Value
	label: string
	hint?: string
	testId?: string
}

export type SelectProps<Value extends string> = {
	label: string
	value: Value
	options: SelectOption<Value>[]
	onChange: (value: Value) => void
	testId?: string
	disabled?: boolean
	className?: string
}

export const triggerClass =
	'inline-flex min-h-10 items-center justify-between gap-2 rounded-md border border-line-strong bg-surface px-3 text-[0.9375rem] hover:bg-sunken disabled:opacity-55'

const load = () => import('./opened-select')
const opening = ['Enter', ' ', 'ArrowDown', 'ArrowUp']

/** A choice of one. The code of its list is loaded when a pointer or the focus comes near. */
export function Select<Value extends string>(props: SelectProps<Value>) {
	const [Opened, setOpened] = useState<ComponentType<SelectProps<Value>> | null>(null)
	useLoaded(load, false)
	const id = useId()
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
	const { label, value, options, testId, disabled, className = '' } = props
	return (
		<button
			type="button"
			role="combobox"
			aria-label={label}
			aria-haspopup="listbox"
			aria-expanded={false}
			aria-controls={`${id}-list`}
			data-testid={testId}
			disabled={disabled}
			onPointerEnter={() => void load()}
			onFocus={() => void load()}
			onClick={open}
			onKeyDown={openByKey}
			className={`${triggerClass} ${className}`}
		>
			<span className="truncate">{options.find((option) => option.value === value)?.label}</span>
			<Icon name="chevron" />
		</button>
	)
}
