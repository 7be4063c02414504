import { DropdownMenu as Radix } from 'radix-ui'
import type { ComponentProps } from 'react'
import { closeOnLeftEscape } from './toast-escape'

type MenuListProps = Omit<ComponentProps<typeof Radix.Content>, 'align' | 'onKeyDown'> & {
	label: string
	onClose: () => void
}

export const menuItemClass =
	'relative cursor-pointer rounded-md py-2 pr-4 text-[0.9375rem] outline-none data-highlighted:bg-accent-wash data-highlighted:outline-2 data-highlighted:-outline-offset-2 data-highlighted:outline-accent'

/** The list that opens below the button of a select or a menu. */
export function MenuList({ label, onClose, ...rest }: MenuListProps) {
	return (
		<Radix.Portal>
			{/* A landmark, as the list stands outside of the page's own. */}
			<section aria-label={label}>
				<Radix.Content
					align="start"
					sideOffset={6}
					collisionPadding={12}
					onKeyDown={closeOnLeftEscape(onClose)}
					className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-(--radix-dropdown-menu-trigger-width) animate-appear overflow-y-auto rounded-md border border-line-strong bg-surface p-1 shadow-lift outline-none"
					{...rest}
				/>
			</section>
		</Radix.Portal>
	)
}
