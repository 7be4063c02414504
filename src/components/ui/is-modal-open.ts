/** Whether something modal is open, below which keys and drops do not reach the page. */
export function isModalOpen(): boolean {
	return document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null
}
