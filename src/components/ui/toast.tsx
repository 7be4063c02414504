import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react'
import { LoadFailureNotice } from './load-failure-notice'
import type { Toast, ToastOptions } from './toast-stack'
import { useLoaded } from './use-loaded'

/** The returned function takes the message away. */
type ShowToast = (message: string, options?: ToastOptions) => () => void

const loadStack = () => import('./toast-stack')

const ToastContext = createContext<ShowToast>(() => () => {})

/** Shows a message, which stays until it is closed unless it is `passing`; F8 leads to it by keyboard. */
export function useToast() {
	return useContext(ToastContext)
}

export function ToastProvider({ children }: { children: ReactNode }) {
	const [toasts, setToasts] = useState<Toast[]>([])
	const { loaded: stack, failure, retry } = useLoaded(loadStack, toasts.length > 0)
	const nextId = useRef(1)
	const close = useCallback(
		(id: number) => setToasts((current) => current.filter((toast) => toast.id !== id)),
		[],
	)
	const show = useCallback<ShowToast>(
		(message, options = {}) => {
			const id = nextId.current++
			// The same failure twice is one message.
			setToasts((current) => [
				...current.filter(
					(toast) => toast.message !== message && !(toast.passing && options.passing),
				),
				{ id, message, ...options },
			])
			return () => close(id)
		},
		[close],
	)

	return (
		<ToastContext value={show}>
			{children}
			{stack && <stack.ToastStack toasts={toasts} onClose={close} />}
			{failure && (
				<LoadFailureNotice failure={failure} onRetry={retry} onDismiss={() => setToasts([])} />
			)}
		</ToastContext>
	)
}
