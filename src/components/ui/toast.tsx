import dynamic from 'next/dynamic'
import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react'

type ToastOptions = {
	/** A failure unless told otherwise. */
	tone?: 'failure' | 'plain'
	action?: { label: string; run: () => void }
}
export type Shown = ToastOptions & { id: number; message: string }

const ToastList = dynamic(() => import('./toast-list').then(({ ToastList }) => ToastList), {
	ssr: false,
})

const ToastContext = createContext<(message: string, options?: ToastOptions) => void>(() => {})

/** Shows a message that stays until it is closed; F8 leads to it by keyboard. */
export function useToast() {
	return useContext(ToastContext)
}

export function ToastProvider({ children }: { children: ReactNode }) {
	const [toasts, setToasts] = useState<Shown[]>([])
	const [wasUsed, setWasUsed] = useState(false)
	const nextId = useRef(1)
	const show = useCallback((message: string, options: ToastOptions = {}) => {
		const id = nextId.current++
		setWasUsed(true)
		// The same failure twice is one message.
		setToasts((current) => [
			...current.filter((toast) => toast.message !== message),
			{ id, message, ...options },
		])
	}, [])
	const close = (id: number) => setToasts((current) => current.filter((toast) => toast.id !== id))

	return (
		<ToastContext value={show}>
			{children}
			{wasUsed && <ToastList toasts={toasts} onClose={close} />}
		</ToastContext>
	)
}
