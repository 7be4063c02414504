import { type Html, html } from './html'

/** The label of a test, its title apart from its project and file. */
export function testLabel(label: string): Html {
	const at = label.lastIndexOf(' › ')
	if (at < 0) return html`<span class="label">${label}</span>`
	const [path, title] = [label.slice(0, at), label.slice(at + 3)]
	return html`<span class="label">${title}</span> <span class="path">${path}</span>`
}
