/** `1 fact`, `12 facts`, `1,204 facts`, with the digits of the viewer's locale. */
export function countOf(count: number, one: string, many = `${one}s`): string {
	return `${count.toLocaleString()} ${count === 1 ? one : many}`
}
