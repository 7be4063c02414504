import { type ComponentType, useEffect, useState } from 'react'
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

export const selectTriggerClass =
	'inline-flex min-h-10 items-center justify-between gap-2 rounded-md border border-line-strong bg-surface px-3 text-[0.9375rem] hover:bg-sunken disabled:opacity-55'

type List = ComponentType<SelectProps<string>>
let loaded: List | undefined

/** A choice of one. What opens it is loaded after the page; until then it looks the same and waits. */
export function Select<Value extends string>(props: SelectProps<Value>) {
	const [List, setList] = useState<List | undefined>(() => loaded)
	useEffect(() => {
		if (loaded) return
		import('./select-list').then(({ SelectList }) => {
			loaded = SelectList
			setList(() => SelectList)
		})
	}, [])
	if (List) return <List {...props} onChange={(value) => props.onChange(value as Value)} />
	const { label, value, options, testId, className = '' } = props
	return (
		<button
			type="button"
			disabled
			aria-label={label}
			data-testid={testId}
			className={`${selectTriggerClass} ${className}`}
		>
			<span className="truncate">{options.find((option) => option.value === value)?.label}</span>
			<Icon name="chevron" />
		</button>
	)
}
