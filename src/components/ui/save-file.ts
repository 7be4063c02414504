/** Gives a file to the browser to keep, as a click on a link to it does. */
export function saveFile(name: string, parts: BlobPart[], type: string): void {
	const url = URL.createObjectURL(new Blob(parts, { type }))
	const link = Object.assign(document.createElement('a'), { href: url, download: name })
	link.click()
	// A browser may still be reading it when the click is over.
	setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
