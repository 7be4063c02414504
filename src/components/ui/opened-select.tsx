import { DropdownMenu as Radix } from 'radix-ui'
import { useRef, useState } from 'react'
import { Icon } from './icon'
import { type SelectProps, SelectTrigger } from './select-trigger'
import { closeOnLeftEscape } from './toast-escape'

/** What `Select` becomes once it is opened for the first time. Not Radix' own select, which hides a page that still can be tabbed through. */
export default function OpenedSelect<Value extends string>(props: SelectProps<Value>) {
	const { label, value, options, onChange } = props
	const [isOpen, setOpen] = useState(true)
	const chosen = useRef<HTMLDivElement>(null)
	return (
		<Radix.Root open={isOpen} onOpenChange={setOpen} modal={false}>
			<Radix.Trigger asChild>
				<SelectTrigger {...props} />
			</Radix.Trigger>
			<Radix.Portal>
				{/* A landmark, as the list stands outside of the page's own. */}
				<section aria-label={label}>
					<Radix.Content
						align="start"
						sideOffset={6}
						collisionPadding={12}
						onKeyDown={closeOnLeftEscape(() => setOpen(false))}
						onFocus={({ target, currentTarget }) => {
							// From the list as a whole the focus goes on to the chosen option.
							if (target === currentTarget) chosen.current?.focus()
						}}
						className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-(--radix-dropdown-menu-trigger-width) animate-appear overflow-y-auto rounded-md border border-line-strong bg-surface p-1 shadow-lift outline-none"
					>
						<Radix.RadioGroup value={value} onValueChange={(next) => onChange(next as Value)}>
							{options.map((option) => (
								<Radix.RadioItem
									key={option.value}
									ref={option.value === value ? chosen : undefined}
									value={option.value}
									data-testid={option.testId}
									className="relative cursor-pointer rounded-md py-2 pr-4 pl-8 text-[0.9375rem] outline-none data-highlighted:bg-accent-wash data-highlighted:outline-2 data-highlighted:-outline-offset-2 data-highlighted:outline-accent"
								>
									<Radix.ItemIndicator className="absolute top-2.5 left-2">
										<Icon name="check" />
									</Radix.ItemIndicator>
									<span dir="auto" className="block">
										{option.label}
									</span>
									{option.hint && (
										<span className="block text-sm text-ink-soft">{option.hint}</span>
									)}
								</Radix.RadioItem>
							))}
						</Radix.RadioGroup>
					</Radix.Content>
				</section>
			</Radix.Portal>
		</Radix.Root>
	)
}
