import { Toast as Radix } from 'radix-ui'
import { Button } from './button'
import { Icon } from './icon'
import type { Shown } from './toast'

type ToastListProps = { toasts: Shown[]; onClose: (id: number) => void }

export function ToastList({ toasts, onClose }: ToastListProps) {
	return (
		<Radix.Provider duration={Number.POSITIVE_INFINITY} swipeDirection="right">
			{toasts.map(({ id, message, tone = 'failure', action }) => (
				<Radix.Root
					key={id}
					onOpenChange={(open) => !open && onClose(id)}
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
	)
}
