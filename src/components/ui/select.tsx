import { type ComponentProps, type ComponentType, type KeyboardEvent, useState } from 'react'
import { Icon } from './icon'
import { useLoaded } from './use-loaded'

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

type SelectTriggerProps<Value extends string> = SelectProps<Value> &
	Omit<ComponentProps<'button'>, keyof SelectProps<Value>>

/** The button that shows what is chosen. */
export function SelectTrigger<Value extends string>(props: SelectTriggerProps<Value>) {
	const { label, value, options, onChange, testId, className = '', ...rest } = props
	const chosen = options.find((option) => option.value === value)?.label ?? ''
	return (
		<button
			type="button"
			aria-label={`${label}: ${chosen}`}
			data-testid={testId}
			{...rest}
			className={`inline-flex min-h-10 items-center justify-between gap-2 rounded-md border border-line-strong bg-surface px-3 text-[0.9375rem] hover:bg-sunken disabled:opacity-55 ${className}`}
		>
			<span className="truncate">{chosen}</span>
			<Icon name="chevron" />
		</button>
	)
}
