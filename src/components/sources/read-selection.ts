import type { Passage } from './text-chunks'

/**
 * Where the selection lies in the text that `container` shows, without white space at its ends; null where it holds
 * nothing of it. `altered` where the page shows other words than the text has: browsers translate pages in place, and
 * a place among the translated words is another one in the text.
 */
export function readSelection(container: HTMLElement, text: string): Passage | 'altered' | null {
	const selection = document.getSelection()
	if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return null
	const range = selection.getRangeAt(0)
	if (!range.intersectsNode(container)) return null
	if (container.textContent !== text) return 'altered'
	const from = offsetIn(container, range.startContainer, range.startOffset) ?? 0
	const to = offsetIn(container, range.endContainer, range.endOffset) ?? text.length
	const selected = text.slice(from, to)
	const start = from + selected.length - selected.trimStart().length
	const end = from + selected.trimEnd().length
	return start < end ? { start, end } : null
}

/** Characters of `container` before a boundary of a range; null for a boundary outside. */
function offsetIn(container: HTMLElement, node: Node, offset: number): number | null {
	if (!container.contains(node)) return null
	const before = document.createRange()
	before.setStart(container, 0)
	before.setEnd(node, offset)
	return before.toString().length
}
