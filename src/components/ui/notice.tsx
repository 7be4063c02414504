import type { ReactNode } from 'react'
import { Button } from './button'
import { Icon } from './icon'
import { useOutage } from './use-outage'

type NoticeProps = { title: string; children: ReactNode; testId?: string; action?: ReactNode }

/** Stands in an empty list. It tells what the list is for and what a person can do next. */
export function EmptyNotice({ title, children, testId, action }: NoticeProps) {
	return (
		<div data-testid={testId} className="border-y border-line py-10 text-center sm:py-14">
			<p className="font-serif text-xl">{title}</p>
			<p className="mx-auto mt-2 max-w-[46ch] text-[0.9375rem] text-pretty text-ink-soft">
				{children}
			</p>
			{action && <div className="mt-5">{action}</div>}
		</div>
	)
}

type ErrorNoticeProps = { title: string; message: string; onRetry?: () => void; action?: ReactNode }

/** Tells that something could not be shown, and why. It offers another attempt. While the server is away a line is enough: the page has one notice for that. */
export function ErrorNotice({ title, message, onRetry, action }: ErrorNoticeProps) {
	const isAway = useOutage() !== null
	if (isAway)
		return (
			<p className="flex flex-wrap items-center gap-2 py-3 text-sm text-ink-soft">
				<span>{`${title}.`}</span>
				{onRetry && (
					<Button variant="link" size="sm" onClick={onRetry}>
						Try again
					</Button>
				)}
			</p>
		)
	return (
		<div role="alert" className="rounded-md border border-danger bg-danger-wash p-5">
			<p className="flex items-center gap-2 font-medium text-danger">
				<Icon name="warning" />
				<span>{title}</span>
			</p>
			<p className="mt-1 text-[0.9375rem] [overflow-wrap:anywhere]">{message}</p>
			{(onRetry || action) && (
				<div className="mt-4 flex gap-3">
					{onRetry && (
						<Button size="sm" onClick={onRetry}>
							Try again
						</Button>
					)}
					{action}
				</div>
			)}
		</div>
	)
}
