import { useLayoutEffect, useRef } from 'react'
import { Button } from './button'
import { Icon } from './icon'
import type { LoadFailure } from './use-loaded'

type LoadFailureNoticeProps = {
	failure: LoadFailure
	onRetry: () => void
	/** Gives up what was asked for. */
	onDismiss: () => void
}

const texts: Record<LoadFailure, string> = {
	unreached: 'The server did not send it. Check the connection and try again.',
	gone: 'This page is older than the server, which has a new version. Load the page again to go on; what you typed here and did not save is lost with it.',
}

/** Tells that a part of the page could not be loaded, and offers the way on. */
export function LoadFailureNotice({ failure, onRetry, onDismiss }: LoadFailureNoticeProps) {
	const box = useRef<HTMLDivElement>(null)
	// The focus comes from the button that was to open the part, and goes back there for whatever opens next.
	useLayoutEffect(() => {
		const origin = document.activeElement
		const element = box.current
		element?.querySelector('button')?.focus({ preventScroll: true })
		return () => {
			const isInside = element?.contains(document.activeElement)
			if (isInside && origin instanceof HTMLElement) origin.focus({ preventScroll: true })
		}
	}, [])
	return (
		<div
			ref={box}
			role="alert"
			data-testid="load-failure"
			// A sheet that is open takes the pointer away from all that is not in it.
			className="pointer-events-auto fixed inset-x-4 bottom-4 z-50 mx-auto max-w-[34rem] animate-appear rounded-md border border-danger bg-surface p-4 shadow-lift"
		>
			<p className="flex items-center gap-2 font-medium text-danger">
				<Icon name="warning" />
				<span>This part of the page could not be loaded</span>
			</p>
			<p className="mt-1 text-[0.9375rem]">{texts[failure]}</p>
			<div className="mt-3 flex flex-wrap gap-3">
				{failure === 'gone' ? (
					<Button size="sm" onClick={() => window.location.reload()}>
						Load the page again
					</Button>
				) : (
					<Button size="sm" onClick={onRetry}>
						Try again
					</Button>
				)}
				<Button size="sm" variant="quiet" onClick={onDismiss}>
					Not now
				</Button>
			</div>
		</div>
	)
}
