/** `1 fact`, `12 facts`, `1,204 facts`, with the digits of the viewer's locale. */
export function countOf(count: number, one: string, many = `${one}s`): string {
	return `${count.toLocaleString()} ${count === 1 ? one : many}`
}

/** A timestamp in the viewer's locale and zone; call it only with data that the browser fetched. */
export function dateTime(iso: string): string {
	return new Date(iso).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })
}

export function date(iso: string): string {
	return new Date(iso).toLocaleDateString(undefined, { dateStyle: 'medium' })
}
