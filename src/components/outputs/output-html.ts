import type { RouterOutputs } from '@/client/trpc'
import { modeLabels } from '@/domain/output-mode'
import { changesSince } from './citation-note'
import { checkScript, checkScriptHash, pageStyle } from './html-check'
import type { QuotedSources } from './quoted-sources'

type Output = Pick<
	RouterOutputs['output']['get'],
	'title' | 'mode' | 'blocks' | 'citations' | 'citedFacts' | 'sourcesCount' | 'createdAt'
>
const aroundLength = 240

/**
 * An output as one HTML file that asks no network: numbered citations lead to the quotes, each with the words around
 * it, and what became of its fact since. With `withTexts` the file carries the cited sources, and checks the quotes in them whenever it is opened.
 */
export function outputHtml(
	{ title, mode, blocks, citations, citedFacts, sourcesCount, createdAt }: Output,
	{ sources, places }: QuotedSources,
	withTexts: boolean,
): string {
	const numbers = new Map(citations.map(({ id, number }) => [id, number]))
	const placeOf = new Map(places.map((place) => [place.number, place]))
	const textOf = new Map(sources.map(({ id, text }) => [id, text]))
	const changes = changesSince(citations, citedFacts)
	const firstNotes = new Set<number>()
	const cited = (factIds: string[]) =>
		factIds
			.flatMap((id) => numbers.get(id) ?? [])
			.map((number) => {
				const anchor = firstNotes.has(number) ? '' : ` id="ref-${number}"`
				firstNotes.add(number)
				return `<sup><a${anchor} href="#note-${number}" aria-label="Note ${number}">[${number}]</a></sup>`
			})
			.join('')
	const body = blocks.map(({ kind, sentences }) => {
		const text = sentences.map((one) => `${html(one.text)}${cited(one.factIds)}`).join(' ')
		if (kind === 'heading') return `<h2>${text}</h2>`
		return kind === 'item' ? `<ul><li>${text}</li></ul>` : `<p>${text}</p>`
	})
	const notes = citations.map(({ number, id, claim, quote, source }) => {
		const place = placeOf.get(number)
		const text = textOf.get(source.id) ?? ''
		const from = place ? place.start - aroundLength : 0
		const to = place ? place.end + aroundLength : 0
		const before =
			place && `${from > 0 ? '…' : ''}${wholeEnd(text.slice(Math.max(0, from), place.start))}`
		const after = place && `${wholeEnd(text.slice(place.end, to))}${to < text.length ? '…' : ''}`
		const words =
			quote === null
				? `<p>${html(claim)} <span class="around">(no quote)</span></p>`
				: `<blockquote>${around(before)}<mark>${html(quote)}</mark>${around(after)}</blockquote>`
		const url = linkable(source.url)
		const name = url
			? `<a href="${html(url)}" rel="noreferrer">${html(source.title)}</a>`
			: html(source.title)
		const back = firstNotes.has(number)
			? ` <a href="#ref-${number}" aria-label="Back to the text from note ${number}">↩</a>`
			: ''
		const since = changes.get(id)
		const told = since ? `<p class="since">${html(since)}</p>` : ''
		return `<li id="note-${number}"><figure><figcaption>[${number}] ${name}${back}</figcaption>${words}${told}</figure></li>`
	})
	const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${checkScriptHash}'; base-uri 'none'; form-action 'none'`
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${html(title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<main>
<h1>${html(title)}</h1>
<p class="meta">${html(createdAt.slice(0, 10))} · ${html(modeLabels[mode].name)} · Sources: ${sourcesCount}</p>
${withTexts ? '<p id="check" role="status">The quotes are checked where scripts may run.</p>' : ''}
${body.join('\n').replaceAll('</ul>\n<ul>', '\n')}
<h2>Quotes</h2>
<ol class="notes">
${notes.join('\n')}
</ol>
</main>
${withTexts ? `<script type="application/json" id="sources">${checkData(citations, { sources, places })}</script>\n<script>${checkScript}</script>` : ''}
</body>
</html>
`
}

function checkData(citations: Output['citations'], { sources, places }: QuotedSources): string {
	const quoteOf = new Map(citations.map(({ number, quote }) => [number, quote]))
	return scriptJson({
		total: citations.filter(({ quote }) => quote !== null).length,
		sources: sources.map(({ text, textSha256 }) => ({ text, sha256: textSha256 })),
		quotes: places.map(({ number, sourceId, start, end }) => ({
			source: sources.findIndex(({ id }) => id === sourceId),
			...{ start, end, quote: quoteOf.get(number) },
		})),
	})
}

/** JSON in which nothing ends a script element or begins a comment, whatever the texts hold. */
export function scriptJson(value: unknown): string {
	return JSON.stringify(value).replace(
		/[<>&\u2028\u2029]/g,
		(sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
	)
}

const entities: Record<string, string> = {
	...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '`': '&#96;' },
	// A parser turns a bare carriage return into a line feed.
	'\r': '&#13;',
}

/** Text for an element or a quoted attribute. */
function html(text: string): string {
	return text.replace(/[&<>"'`\r]/g, (sign) => entities[sign] ?? sign)
}

function linkable(url: string | null): string | null {
	return url && /^https?:\/\//i.test(url) ? url : null
}

const around = (text = '') => (text ? `<span class="around">${html(text)}</span>` : '')

/** A cut text without the half of a surrogate pair at either end. */
const wholeEnd = (text: string) => text.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '')
