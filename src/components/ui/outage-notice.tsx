import { useQueryClient } from '@tanstack/react-query'
import type { Outage } from '@/client/outage'
import { unansweredQueries, useOutage } from './use-outage'

const goesOn = 'This page goes on by itself as soon as it does.'
const texts: Record<Outage | 'unanswered', string> = {
	server: `The server does not answer at the moment. ${goesOn}`,
	database: `The database does not answer at the moment. ${goesOn}`,
	unanswered: 'The server did not answer. Check the connection and try again.',
}

/** Tells once for the whole page that its queries wait for the server or the database. The notice lies in the gap below the bars of pages and drawers, and clicks go through it. */
export function OutageNotice() {
	const outage = useOutage()
	const cache = useQueryClient().getQueryCache()
	function tryAgain() {
		for (const query of unansweredQueries(cache)) void query.fetch().catch(() => {})
	}
	return (
		// `aria-live` keeps it readable below a dialog, which hides the rest of the page; always there, so that its change is announced.
		<div
			role="status"
			aria-live="polite"
			data-testid="away-notice"
			className="pointer-events-none fixed inset-x-3 top-14.25 z-45 flex justify-center"
		>
			{outage && (
				<p
					data-away
					className="animate-appear rounded-md border border-line-strong bg-sunken px-3 text-center text-xs leading-3.75 text-balance shadow-lift sm:mt-0.75 sm:py-1 sm:text-[0.8125rem] sm:leading-5"
				>
					<span>{texts[outage]}</span>
					{outage === 'unanswered' && (
						<button
							type="button"
							onClick={tryAgain}
							className="pointer-events-auto ml-3 rounded-md font-medium text-accent underline underline-offset-2"
						>
							Try again
						</button>
					)}
				</p>
			)}
		</div>
	)
}
