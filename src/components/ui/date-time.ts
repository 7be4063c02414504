/** A timestamp in the viewer's locale and zone; call it only with data that the browser fetched. */
export function dateTime(iso: string): string {
	return new Date(iso).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })
}

export function date(iso: string): string {
	return new Date(iso).toLocaleDateString(undefined, { dateStyle: 'medium' })
}
