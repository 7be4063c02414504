import type { ComponentProps } from 'react'
import { Button } from './button'
import { Icon } from './icon'

export type MenuProps = {
	/** The words on the button; they name the list too. */
	label: string
	items: { label: string; testId: string; onSelect: () => void }[]
	testId: string
	disabled?: boolean
}

/** The button of a menu. */
export function MenuTrigger({ menu, ...rest }: { menu: MenuProps } & ComponentProps<'button'>) {
	const { label, testId, disabled } = menu
	return (
		<Button variant="quiet" size="sm" data-testid={testId} disabled={disabled} {...rest}>
			<span>{label}</span>
			<Icon name="chevron" />
		</Button>
	)
}
