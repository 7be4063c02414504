/**
 * Whether something modal is open, below which keys and drops do not reach the page; or something stands beside the page
 * and the focus is not on the page itself.
 */
export function isModalOpen(): boolean {
	const isOver = '[role="dialog"]:not([data-beside]), [role="alertdialog"], [role="menu"]'
	if (document.querySelector(isOver)) return true
	return (
		document.querySelector('[data-beside]') !== null && !document.activeElement?.closest('main')
	)
}
