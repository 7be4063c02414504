import { changedSince, statusChange } from '@/domain/citation-change'
import { isUndecided } from '@/domain/fact-status'
import type { CitedFact, LiveFact } from './evidence-body'

/** A sentence on what became of a cited fact, with the words that a text cited where they are others now. */
export type SinceLine = { text: string; former?: string }

type Cited = Pick<CitedFact, 'claim' | 'quote' | 'status'>
type Now = Pick<LiveFact, 'claim' | 'quote' | 'status'>

/** What became of a fact since a text cited it; `now` is null where it is deleted. None where it is still what it was. */
export function sinceCited(cited: Cited, now: Now | null): SinceLine[] {
	if (!now)
		return [{ text: 'This fact has been deleted since. The text cited it as it stands here.' }]
	const lines: SinceLine[] = []
	const change = statusChange(now.status, cited.status)
	const isEdited = now.claim !== cited.claim || now.quote !== cited.quote
	// An edit brings a fact back to review by itself.
	if (change && !(isEdited && isUndecided(change)))
		lines.push({ text: statusText(changedSince(change), cited) })
	if (now.claim !== cited.claim)
		lines.push({ text: 'Reworded since the text was written; it read', former: cited.claim })
	if (now.quote === cited.quote) return lines
	if (cited.quote === null) lines.push({ text: 'It had no quote when the text was written.' })
	else lines.push({ text: 'Quoted otherwise when the text was written:', former: cited.quote })
	return lines
}

/** Where nobody stored the status, a fact may have had it already when it was cited. */
function statusText(since: string, { status }: Cited): string {
	const sentence = since.charAt(0).toUpperCase() + since.slice(1)
	return status === undefined
		? `${sentence.replace(/ since$/, ' now')}.`
		: `${sentence} the text was written.`
}

/** The lines as one text, to be read out. */
export function spokenSince(lines: SinceLine[]): string {
	return lines
		.map(({ text, former }) => (former === undefined ? text : `${text} “${former}”.`))
		.join(' ')
}
