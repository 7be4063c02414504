import type { ReactNode } from 'react'

/** The buttons at the end of a form. In a dialog they stay in reach while it scrolls, also above a keyboard on the screen. */
export function DialogActions({ children }: { children: ReactNode }) {
	return (
		<div className="flex flex-wrap justify-end gap-2 in-data-dialog:sticky in-data-dialog:-bottom-6 in-data-dialog:-mx-6 in-data-dialog:-mb-6 in-data-dialog:rounded-b-md in-data-dialog:border-t in-data-dialog:border-line in-data-dialog:bg-surface in-data-dialog:px-6 in-data-dialog:pt-4 in-data-dialog:pb-[max(1rem,env(safe-area-inset-bottom))]">
			{children}
		</div>
	)
}
