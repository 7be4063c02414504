import { Select as Radix } from 'radix-ui'
import { Icon } from './icon'
import { type SelectProps, selectTriggerClass } from './select'

export function SelectList<Value extends string>({
	label,
	value,
	options,
	onChange,
	testId,
	disabled,
	className = '',
}: SelectProps<Value>) {
	return (
		<Radix.Root value={value} onValueChange={(next) => onChange(next as Value)} disabled={disabled}>
			<Radix.Trigger
				aria-label={label}
				data-testid={testId}
				className={`${selectTriggerClass} ${className}`}
			>
				<span className="truncate">
					<Radix.Value />
				</span>
				<Radix.Icon>
					<Icon name="chevron" />
				</Radix.Icon>
			</Radix.Trigger>
			<Radix.Portal>
				<Radix.Content
					position="popper"
					sideOffset={6}
					collisionPadding={12}
					className="z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) animate-appear overflow-hidden rounded-md border border-line-strong bg-surface shadow-lift"
				>
					<Radix.Viewport className="p-1">
						{options.map((option) => (
							<Radix.Item
								key={option.value}
								value={option.value}
								data-testid={option.testId}
								className="relative cursor-pointer rounded-md py-2 pr-4 pl-8 text-[0.9375rem] outline-none data-highlighted:bg-accent-wash data-highlighted:outline-2 data-highlighted:-outline-offset-2 data-highlighted:outline-accent"
							>
								<Radix.ItemIndicator className="absolute top-2.5 left-2">
									<Icon name="check" />
								</Radix.ItemIndicator>
								<Radix.ItemText>{option.label}</Radix.ItemText>
								{option.hint && <span className="block text-sm text-ink-soft">{option.hint}</span>}
							</Radix.Item>
						))}
					</Radix.Viewport>
				</Radix.Content>
			</Radix.Portal>
		</Radix.Root>
	)
}
