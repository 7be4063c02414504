import type { RouterOutputs } from '@/client/trpc'
import { changedSince, isGone, wasChangedSince } from '@/domain/citation-change'

type Output = RouterOutputs['output']['get']
type Citation = Output['citations'][number]
/** A cited fact as it is now. */
export type CitedFact = Output['citedFacts'][number]

/** What there is to say of a citation. `name` follows its number; without a `sign` the text does not mark it. */
export type CitationNote = { sign?: Sign; name?: string; lines: NoteLine[] }
export type NoteLine = { text: string; sign?: Sign }
type Sign = 'changed' | 'unapproved'

/** The notes by the id of the fact; none for a citation that is still what it was, and was approved. */
export function notesOf(citations: Citation[], facts: CitedFact[]): Map<string, CitationNote> {
	const factsNow = new Map(facts.map((fact) => [fact.id, fact]))
	return new Map(
		citations.flatMap((citation): [string, CitationNote][] => {
			const fact = factsNow.get(citation.id)
			const note = fact && noteOf(citation, fact)
			return note ? [[citation.id, note]] : []
		}),
	)
}

function noteOf(citation: Citation, fact: CitedFact): CitationNote | null {
	const { change } = fact
	const isUnapproved = isKnownUnapproved(citation)
	const changed = change && changeName(change, citation)
	const names = [isUnapproved ? 'not approved when written' : [], changed ?? []].flat()
	const lines: NoteLine[] = []
	const say = (text: string, sign?: Sign) => lines.push({ text, sign })
	if (isUnapproved)
		say(
			`Not approved when this was written${fact.status === 'approved' ? '; approved since' : ''}.`,
			'unapproved',
		)
	if (changed && change !== 'reworded') say(`${capital(changed)}.`, 'changed')
	if (!isGone(change) && fact.claim !== null && fact.claim !== citation.claim)
		say(`Reworded since. The claim now reads “${fact.claim}”.`, 'changed')
	else if (change === 'reworded') say('Its quote is another one since.', 'changed')
	if (fact.sourceTitle !== null && fact.sourceTitle !== citation.source.title)
		say(`The source is now called “${fact.sourceTitle}”.`)
	if (lines.length === 0) return null
	const sign = change ? 'changed' : isUnapproved ? 'unapproved' : undefined
	return { sign, name: names.join(', ') || undefined, lines }
}

type Change = NonNullable<CitedFact['change']>

function changeName(change: Change, citation: Citation): string {
	return mayBeOlder(change, citation) ? `${change} now` : changedSince(change)
}

/** Where nobody stored the status, a fact may have been rejected or flagged already when it was cited. */
function mayBeOlder(change: Change, { status }: Citation): boolean {
	return status === undefined && (change === 'rejected' || change === 'flagged')
}

/** What a file of the text says of each cited fact that changed since, in whole sentences, by the id of the fact. */
export function changesSince(citations: Citation[], facts: CitedFact[]): Map<string, string> {
	const citationOf = new Map(citations.map((citation) => [citation.id, citation]))
	return new Map(
		facts.flatMap(({ id, change, claim }): [string, string][] => {
			const citation = citationOf.get(id)
			if (!citation || !change) return []
			const isReworded = !isGone(change) && claim !== null && claim !== citation.claim
			if (change === 'reworded')
				return [
					[
						id,
						isReworded
							? `Since this text was written, the claim was reworded: “${claim}”.`
							: 'Since this text was written, the fact was given another quote.',
					],
				]
			const changed = mayBeOlder(change, citation)
				? `The fact is ${change} now.`
				: wasChangedSince(change)
			return [[id, `${changed}${isReworded ? ` The claim now reads “${claim}”.` : ''}`]]
		}),
	)
}

function isKnownUnapproved({ status }: Citation): boolean {
	return status !== undefined && status !== 'approved'
}

/** `2 of 5 facts were not approved`; null where all were, or where nobody kept it. */
export function unapprovedText(citations: Citation[]): string | null {
	const count = citations.filter(isKnownUnapproved).length
	const total = citations.length
	if (count === 0) return null
	return `${count} of ${total} ${total === 1 ? 'fact' : 'facts'} ${count === 1 ? 'was' : 'were'} not approved`
}

export function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1)
}
