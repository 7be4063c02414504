import { Toast as Radix } from 'radix-ui'
import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react'
import { Button } from './button'
import { Icon } from './icon'

type ToastOptions = {
	/** A failure unless told otherwise. */
	tone?: 'failure' | 'plain'
	action?: { label: string; run: () => void }
}
type Shown = ToastOptions & { id: number; message: string }

const ToastContext = createContext<(message: string, options?: ToastOptions) => void>(() => {})

/** Shows a message that stays until it is closed; F8 leads to it by keyboard. */
export function useToast() {
	return useContext(ToastContext)
}

export function ToastProvider({ children }: { children: ReactNode }) {
	const [toasts, setToasts] = useState<Shown[]>([])
	const nextId = useRef(1)
	const show = useCallback((message: string, options: ToastOptions = {}) => {
		const id = nextId.current++
		// The same failure twice is one message.
		setToasts((current) => [
			...current.filter((toast) => toast.message !== message),
			{ id, message, ...options },
		])
	}, [])
	const close = (id: number) => setToasts((current) => current.filter((toast) => toast.id !== id))

	return (
		<ToastContext value={show}>
			<Radix.Provider duration={Number.POSITIVE_INFINITY} swipeDirection="right">
				{children}
				{toasts.map(({ id, message, tone = 'failure', action }) => (
					<Radix.Root
						key={id}
						onOpenChange={(open) => !open && close(id)}
						className={`flex animate-appear items-start gap-3 rounded-md border bg-surface p-3 pl-4 shadow-lift ${tone === 'failure' ? 'border-danger' : 'border-line-strong'}`}
					>
						<Radix.Description className="flex-1 py-1.5 text-[0.9375rem] [overflow-wrap:anywhere]">
							{message}
						</Radix.Description>
						{action && (
							<Radix.Action asChild altText={action.label} onClick={action.run}>
								<Button size="sm" className="mt-0.5">
									{action.label}
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
