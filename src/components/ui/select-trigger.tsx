import type { ComponentProps } from 'react'
import { Icon } from './icon'

type SelectOption<Value extends string> = {
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
			<span dir="auto" className="truncate">
				{chosen}
			</span>
			<Icon name="chevron" />
		</button>
	)
}
