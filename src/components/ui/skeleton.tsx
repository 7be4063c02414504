/** Grey lines where text will be; the words are for assistive technology. */
export function Skeleton({ label, lines }: { label: string; lines: number }) {
	return (
		<div role="status" className="animate-breathe">
			<span className="sr-only">{label}</span>
			{Array.from({ length: lines }, (_, line) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: the lines are alike and never move
				<div key={line} className="border-b border-line py-5">
					<div className="h-4 w-3/5 rounded-md bg-sunken" />
					<div className="mt-3 h-3 w-11/12 rounded-md bg-sunken" />
				</div>
			))}
		</div>
	)
}
