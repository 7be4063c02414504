import { Dialog as Radix } from 'radix-ui'
import type { ReactNode, RefObject } from 'react'
import { Button } from './button'
import { Icon } from './icon'
import { useLeaving } from './leave-dialogs'
import { closeOnLeftEscape, keepForMessage } from './toast-escape'
import { useReturnFocus } from './use-return-focus'

export const overlayClass = 'fixed inset-0 z-30 animate-appear bg-scrim'

export type DialogProps = {
	open: boolean
	onClose: () => void
	title: string
	description: string
	/** Gets the focus when the window opens; without it the first text field does, or else the window itself. */
	initialFocus?: RefObject<HTMLElement | null>
	children: ReactNode
}

/** What `Dialog` shows once it is loaded. */
export function DialogWindow(props: DialogProps) {
	const { open, onClose, title, description, initialFocus, children } = props
	const focus = useReturnFocus()
	useLeaving(open, onClose)
	return (
		<Radix.Root open={open} onOpenChange={(next) => !next && onClose()}>
			<Radix.Portal>
				<Radix.Overlay className={overlayClass} />
				<Radix.Content
					data-dialog
					onOpenAutoFocus={(event) => {
						focus.remember()
						event.preventDefault()
						// A key that was meant for the text presses no button.
						const { currentTarget: window } = event
						if (!(window instanceof HTMLElement)) return
						const field = window.querySelector<HTMLElement>('textarea, input:not([type])')
						;(initialFocus?.current ?? field ?? window).focus()
					}}
					onCloseAutoFocus={focus.giveBack}
					onKeyDown={closeOnLeftEscape(onClose)}
					onEscapeKeyDown={keepForMessage}
					className="fixed top-1/2 left-1/2 z-46 max-h-[92dvh] scroll-pb-24 w-[min(34rem,94vw)] -translate-x-1/2 -translate-y-1/2 animate-appear overflow-y-auto rounded-md border border-line bg-surface p-6 shadow-lift outline-none"
				>
					<div className="flex items-start justify-between gap-4">
						<Radix.Title className="font-serif text-2xl leading-tight">{title}</Radix.Title>
						<Radix.Close asChild>
							<Button variant="quiet" size="icon" aria-label="Close" className="-mt-1 -mr-2">
								<Icon name="close" />
							</Button>
						</Radix.Close>
					</div>
					<Radix.Description className="mt-1 text-sm text-ink-soft">
						{description}
					</Radix.Description>
					<div className="mt-5">{children}</div>
				</Radix.Content>
			</Radix.Portal>
		</Radix.Root>
	)
}
