/**
 * What leaves no mark on a page: white space, control characters, all that Unicode lists as default ignorable (zero-width
 * spaces, soft hyphens, fillers, tags, variation selectors), and the few blanks that it does not list there.
 */
const unseen =
	/[\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb\u{1d159}]/gu

/** Whether there is anything to see in a text. */
export function isVisible(text: string): boolean {
	return text.replace(unseen, '') !== ''
}

/** A title as it is shown; a stand-in for one in which there is nothing to see or to press. */
export function shownTitle(title: string): string {
	return isVisible(title) ? title : 'Untitled'
}
