import { DropdownMenu as Radix } from 'radix-ui'
import { useRef, useState } from 'react'
import { MenuList, menuItemClass } from './menu-list'
import { type MenuProps, MenuTrigger } from './menu-trigger'
import { leaveSubmit } from './use-submit-shortcut'

/** What `Menu` becomes once it is opened for the first time. */
export default function OpenedMenu(props: MenuProps) {
	const { label, items } = props
	const [isOpen, setOpen] = useState(true)
	const trigger = useRef<HTMLButtonElement>(null)
	const first = useRef<HTMLDivElement>(null)
	const chosen = useRef<(() => void) | null>(null)
	return (
		<Radix.Root open={isOpen} onOpenChange={setOpen} modal={false}>
			<Radix.Trigger asChild>
				<MenuTrigger ref={trigger} menu={props} onKeyDown={leaveSubmit} />
			</Radix.Trigger>
			<MenuList
				label={label}
				onClose={() => setOpen(false)}
				onFocus={({ target, currentTarget }) => {
					// From the list as a whole the focus goes on to its first action.
					if (target === currentTarget) first.current?.focus()
				}}
				// An action begins when the button has the focus again: a dialog that it opens gives the focus back there.
				onCloseAutoFocus={(event) => {
					const act = chosen.current
					chosen.current = null
					if (!act) return
					event.preventDefault()
					trigger.current?.focus({ preventScroll: true })
					act()
				}}
			>
				{items.map(({ label, testId, onSelect }, index) => (
					<Radix.Item
						key={testId}
						ref={index === 0 ? first : undefined}
						data-testid={testId}
						onSelect={() => {
							chosen.current = onSelect
						}}
						className={`${menuItemClass} pl-3`}
					>
						{label}
					</Radix.Item>
				))}
			</MenuList>
		</Radix.Root>
	)
}
