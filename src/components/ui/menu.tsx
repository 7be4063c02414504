import { type MenuProps, MenuTrigger } from './menu-trigger'
import { useOpenedMenu } from './use-opened-menu'

const load = () => import('./opened-menu')

/** A button with a list of actions. The code of the list is loaded when a pointer or the focus comes near. */
export function Menu(props: MenuProps) {
	const { opened, triggerProps, notice } = useOpenedMenu(load)
	if (opened) return <opened.default {...props} />
	return (
		<>
			<MenuTrigger menu={props} {...triggerProps} />
			{notice}
		</>
	)
}
