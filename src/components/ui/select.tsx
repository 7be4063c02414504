import { type SelectProps, SelectTrigger } from './select-trigger'
import { useOpenedMenu } from './use-opened-menu'

const load = () => import('./opened-select')

/** A choice of one. The code of its list is loaded when a pointer or the focus comes near. */
export function Select<Value extends string>(props: SelectProps<Value>) {
	const { opened, triggerProps, notice } = useOpenedMenu(load)
	if (opened) return <opened.default {...props} />
	return (
		<>
			<SelectTrigger {...props} {...triggerProps} />
			{notice}
		</>
	)
}
