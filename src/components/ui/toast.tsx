import { Toast as Radix } from 'radix-ui'
import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react'
import { Button } from './button'
import { Icon } from './icon'

type ToastOptions = {
	/** Offers to take back what the message tells. */
	onUndo?: () => void
	/** For a message that asks for nothing: it goes by itself, and when the next one comes. */
	passing?: boolean
}
type Shown = ToastOptions & { id: number; message: string }
type ShowToast = (message: string, options?: ToastOptions) => void

const passingMs = 12_000

const ToastContext = createContext<ShowToast>(() => {})

/** Shows a message, which stays until it is closed unless it is `passing`; F8 leads to it by keyboard. */
export function useToast() {
	return useContext(ToastContext)
}

export function ToastProvider({ children }: { children: ReactNode }) {
	const [toasts, setToasts] = useState<Shown[]>([])
	const nextId = useRef(1)
	const show = useCallback<ShowToast>((message, options = {}) => {
		const id = nextId.current++
		// The same failure twice is one message.
		setToasts((current) => [
			...current.filter(
				(toast) => toast.message !== message && !(toast.passing && options.passing),
			),
			{ id, message, ...options },
		])
	}, [])
	const close = (id: number) => setToasts((current) => current.filter((toast) => toast.id !== id))

	return (
		<ToastContext value={show}>
			<Radix.Provider duration={Number.POSITIVE_INFINITY} swipeDirection="right">
				{children}
				{toasts.map(({ id, message, onUndo, passing }) => (
					<Radix.Root
						key={id}
						type={passing ? 'background' : 'foreground'}
						duration={passing ? passingMs : Number.POSITIVE_INFINITY}
						onOpenChange={(open) => !open && close(id)}
						className={`flex animate-appear items-start gap-2 rounded-md border bg-surface p-2.5 pl-4 shadow-lift ${passing ? 'border-line-strong' : 'border-danger'}`}
					>
						<Radix.Description className="flex-1 py-1.5 text-[0.9375rem] [overflow-wrap:anywhere]">
							{message}
						</Radix.Description>
						{onUndo && (
							<Radix.Action asChild altText="Undo it with the key U on the page">
								<Button variant="link" size="sm" className="min-h-9 font-medium" onClick={onUndo}>
									Undo
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
				<Radix.Viewport
					label="Messages ({hotkey})"
					className="fixed top-4 right-4 z-50 flex w-[min(26rem,calc(100vw-2rem))] flex-col gap-2"
				/>
			</Radix.Provider>
		</ToastContext>
	)
}
