import { DropdownMenu as Radix } from 'radix-ui'
import { useRef, useState } from 'react'
import { Icon } from './icon'
import { MenuList, menuItemClass } from './menu-list'
import { type SelectProps, SelectTrigger } from './select-trigger'
import { leaveSubmit } from './use-submit-shortcut'

/** What `Select` becomes once it is opened for the first time. Not Radix' own select, which hides a page that still can be tabbed through. */
export default function OpenedSelect<Value extends string>(props: SelectProps<Value>) {
	const { label, value, options, onChange } = props
	const [isOpen, setOpen] = useState(true)
	const chosen = useRef<HTMLDivElement>(null)
	return (
		<Radix.Root open={isOpen} onOpenChange={setOpen} modal={false}>
			<Radix.Trigger asChild>
				<SelectTrigger {...props} onKeyDown={leaveSubmit} />
			</Radix.Trigger>
			<MenuList
				label={label}
				onClose={() => setOpen(false)}
				onFocus={(event) => {
					// From the list as a whole the focus goes on to the chosen option, and not to the first as is Radix' way.
					if (event.target !== event.currentTarget || !chosen.current) return
					event.preventDefault()
					chosen.current.focus()
				}}
			>
				<Radix.RadioGroup value={value} onValueChange={(next) => onChange(next as Value)}>
					{options.map((option) => (
						<Radix.RadioItem
							key={option.value}
							ref={option.value === value ? chosen : undefined}
							value={option.value}
							data-testid={option.testId}
							className={`${menuItemClass} pl-8`}
						>
							<Radix.ItemIndicator className="absolute top-2.5 left-2">
								<Icon name="check" />
							</Radix.ItemIndicator>
							<span dir="auto" className="block">
								{option.label}
							</span>
							{option.hint && <span className="block text-sm text-ink-soft">{option.hint}</span>}
						</Radix.RadioItem>
					))}
				</Radix.RadioGroup>
			</MenuList>
		</Radix.Root>
	)
}
