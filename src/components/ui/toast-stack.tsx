import { Toast as Radix } from 'radix-ui'
import { useRef } from 'react'
import { Button } from './button'
import { Icon } from './icon'
import { QuotedText } from './quoted-text'
import { closeOnKeptEscape, leaveEscape } from './toast-escape'
import { useFocusPass } from './toast-focus'

export type ToastOptions = {
	/** Offers to take back what the message tells. */
	onUndo?: () => void
	/** Offers to go to what the message tells of. */
	onOpen?: () => void
	/** The name of the button that does so; `Open` by default. */
	openLabel?: string
	/** For a message of a failure that offers something. Without an offer, what does not pass is taken for one. */
	failed?: boolean
	/** For a message that asks for nothing: it goes by itself, and when the next one comes. */
	passing?: boolean
}
/** Shows a message with a button that leads somewhere. The returned function takes it away. */
export type Announce = (
	message: string,
	open: () => void,
	options?: Pick<ToastOptions, 'openLabel' | 'failed'>,
) => () => void
export type Toast = ToastOptions & { id: number; message: string }

const passingMs = 12_000

/** The messages on screen, the newest last. */
export function ToastStack({
	toasts,
	onClose,
}: {
	toasts: Toast[]
	onClose: (id: number) => void
}) {
	const region = useRef<HTMLDivElement>(null)
	useFocusPass(region)
	return (
		<Radix.Provider duration={Number.POSITIVE_INFINITY} swipeDirection="right">
			{toasts.map(({ id, message, onUndo, onOpen, openLabel = 'Open', failed, passing }) => (
				<Radix.Root
					key={id}
					type={passing ? 'background' : 'foreground'}
					duration={passing ? passingMs : Number.POSITIVE_INFINITY}
					onOpenChange={(open) => !open && onClose(id)}
					onEscapeKeyDown={leaveEscape}
					onKeyDown={closeOnKeptEscape(() => onClose(id))}
					className={`pointer-events-auto flex animate-appear items-start gap-2 rounded-md border bg-surface p-2.5 pl-4 shadow-lift ${passing || (onOpen && !failed) ? 'border-line-strong' : 'border-danger'}`}
				>
					<Radix.Description className="flex-1 py-1.5 text-[0.9375rem] [overflow-wrap:anywhere]">
						<QuotedText text={message} />
					</Radix.Description>
					{onUndo && (
						<Radix.Action asChild altText="Undo it with the key U on the page">
							<Button variant="link" size="sm" className="min-h-9 font-medium" onClick={onUndo}>
								Undo
							</Button>
						</Radix.Action>
					)}
					{onOpen && (
						<Radix.Action asChild altText="Open it with F8 and Enter">
							<Button variant="link" size="sm" className="min-h-9 font-medium" onClick={onOpen}>
								<span>{openLabel}</span>
							</Button>
						</Radix.Action>
					)}
					<Radix.Close asChild>
						<Button variant="quiet" size="icon" aria-label="Dismiss message">
							<Icon name="close" />
						</Button>
					</Radix.Close>
				</Radix.Root>
			))}
			{/* `aria-live` keeps the messages readable below a sheet or a dialog, which hides the rest of the page; each is announced elsewhere. */}
			<div ref={region} data-messages aria-live="off">
				<Radix.Viewport
					label="Messages ({hotkey})"
					className="fixed inset-x-4 top-16 z-50 flex flex-col gap-2 sm:left-auto sm:w-[26rem] lg:top-auto lg:right-auto lg:bottom-4 lg:left-4 lg:w-80 lg:[body:has([data-beside])_&]:bottom-28 max-lg:[:root:has([data-away])_&]:top-25 max-lg:[:root:has([data-drawer-head])_&]:top-auto! max-lg:[:root:has([data-drawer-head])_&]:bottom-4"
				/>
			</div>
		</Radix.Provider>
	)
}
