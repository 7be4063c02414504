import { useAway } from '@/lib/use-away'
import type { Away } from '@/lib/what-is-away'

const texts: Record<Away, string> = {
	server: 'The server does not answer at the moment.',
	database: 'The database does not answer at the moment.',
}

/** Says once for the whole page that its queries wait, and for what. It lies in the gap below the bars of pages and drawers, and clicks go through it. */
export function AwayNotice() {
	const away = useAway()
	return (
		// `aria-live` keeps it readable below a dialog, which hides the rest of the page; always there, so that its change is announced.
		<div
			role="status"
			aria-live="polite"
			data-testid="away-notice"
			className="pointer-events-none fixed inset-x-3 top-12.5 z-45 flex justify-center"
		>
			{away && (
				<p className="animate-appear rounded-md border border-line-strong bg-sunken px-3 py-1 text-center text-[0.8125rem] leading-4 text-balance shadow-lift sm:leading-5">
					{texts[away]} This page goes on by itself as soon as it does.
				</p>
			)}
		</div>
	)
}
