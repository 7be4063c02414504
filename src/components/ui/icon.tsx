const paths = {
	approved: 'M13.5 8a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0Zm-8-.1 1.9 1.9 3.2-3.6',
	needs_review: 'M8 2.2 14 13H2L8 2.2Zm0 4v3m0 1.9v.1',
	flagged: 'M4 14V2.5h8L10.2 6 12 9.5H4',
	rejected: 'M2.8 2.8h10.4v10.4H2.8zm2.9 2.9 4.6 4.6m0-4.6-4.6 4.6',
	pending: 'M13.5 8a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0ZM8 5v3.2l2 1.3',
	pin: 'M5.5 2.5h5l-.6 4.2 2.1 2.1v.9H4v-.9l2.1-2.1-.6-4.2ZM8 9.7v4.3',
	key: 'M9.3 6.7a2.9 2.9 0 1 0-1 1L10 9.4h1.4v1.4h1.4v1.4h1.7v-1.9L9.3 6.7ZM5.4 4.6v.1',
	keyboard: 'M1.8 4h12.4v8H1.8zM4.3 6.5v.1m2.5-.1v.1m2.5-.1v.1m2.5-.1v.1M5 9.6h6',
	check: 'm3.5 8.4 3 3 6-6.8',
	close: 'm3.8 3.8 8.4 8.4m0-8.4-8.4 8.4',
	search: 'M11.3 7a4.3 4.3 0 1 1-8.6 0 4.3 4.3 0 0 1 8.6 0Zm-1.2 3.1 3.4 3.4',
	theme: 'M13.5 8a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0ZM8 2.5v11m1.5-10.8v10.6m1.5-9.9v9.2',
	copy: 'M5.5 5.5h7.5v8H5.5zM3 10.5v-8h7.5',
	trash: 'M3 4.5h10M6.5 4.5v-2h3v2m-5 0 .6 9h5.8l.6-9',
	download: 'M8 2.5v7.5m-3.3-3L8 10.3 11.3 7M3 13.3h10',
	link: 'M6.8 9.2a2.4 2.4 0 0 0 3.4 0l2-2a2.4 2.4 0 0 0-3.4-3.4l-.7.7m1.1 2.3a2.4 2.4 0 0 0-3.4 0l-2 2a2.4 2.4 0 0 0 3.4 3.4l.7-.7',
	chevron: 'm4 6.2 4 4 4-4',
	plus: 'M8 3v10M3 8h10',
	history: 'M2.8 8a5.2 5.2 0 1 0 1.6-3.8L2.8 5.7m0-3v3h3M8 5.2V8l2 1.4',
	refresh: 'M13.2 8a5.2 5.2 0 1 1-1.6-3.8l1.6 1.5m0-3v3h-3',
	back: 'M13 8H3.5m3.7-4L3.2 8l4 4',
	tag: 'M2.5 2.5h5.2l5.8 5.8-5.2 5.2-5.8-5.8zM5.3 5.3v.1',
	edit: 'm3 13 .7-3 7-7 2.3 2.3-7 7L3 13Z',
	document: 'M4 2.5h5.2L12 5.3v8.2H4zM9 2.5v3h3M6 8.5h4m-4 2.3h4',
	warning: 'M13.5 8a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0ZM8 5v3.6m0 2.2v.1',
} as const

export type IconName = keyof typeof paths

/** A decoration. The words beside the icon, or the name of its control, must say the same. */
export function Icon({ name, filled = false }: { name: IconName; filled?: boolean }) {
	return (
		<svg
			aria-hidden="true"
			viewBox="0 0 16 16"
			className="size-4 shrink-0"
			fill={filled ? 'currentColor' : 'none'}
			stroke="currentColor"
			strokeWidth="1.4"
			strokeLinecap="round"
			strokeLinejoin="round"
		>
			<path d={paths[name]} />
		</svg>
	)
}
