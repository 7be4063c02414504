import { shownTitle } from '@/domain/visible-text'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import type { ElementRefOf } from '../ui/use-elements'
import type { CitationNote } from './citation-note'
import type { Citation } from './output-text'

type QuoteListProps = {
	citations: Citation[]
	/** What there is to say of a fact, by its id. */
	notes: ReadonlyMap<string, CitationNote>
	/** The quote that a citation has just led to. */
	shown: number | null
	quoteRefOf: ElementRefOf
	onBack: (number: number) => void
	/** Shows a quote in its source; absent where readers must not see the sources. */
	onEvidence?: (citation: Citation) => void
	headingLevel?: 2 | 3
}

/** The quotes behind the numbers of an output, each with its source. */
export function QuoteList(props: QuoteListProps) {
	const { citations, notes, shown, quoteRefOf, onBack, onEvidence, headingLevel = 3 } = props
	const Heading = `h${headingLevel}` as const
	if (citations.length === 0) return null
	return (
		<section aria-labelledby="quotes-heading" className="mt-12">
			<Heading
				id="quotes-heading"
				className="border-b border-line pb-2 font-serif text-xl sm:-mx-3.5 sm:px-3.5"
			>
				Quotes
			</Heading>
			<ol>
				{citations.map((citation) => {
					const { id, number, claim, quote, source } = citation
					const sourceName = shownTitle(source.title)
					return (
						<li
							key={id}
							ref={quoteRefOf(number)}
							id={`quote-${number}`}
							tabIndex={-1}
							aria-current={shown === number ? 'true' : undefined}
							className="flex scroll-mt-20 gap-3 border-b border-line border-l-2 border-l-transparent px-3 py-4 aria-[current]:border-l-accent sm:-mx-3.5"
						>
							<button
								type="button"
								aria-label={`${number}: back to the text`}
								onClick={() => onBack(number)}
								className="flex size-6 shrink-0 items-center justify-center rounded-md text-sm font-medium text-accent tabular-nums underline decoration-1 underline-offset-2 hover:bg-sunken"
							>
								{number}
							</button>
							<div className="min-w-0 [overflow-wrap:anywhere]">
								{quote ? (
									<blockquote dir="auto" className="font-serif leading-relaxed text-pretty">
										{shown === number ? <mark>{quote}</mark> : quote}
									</blockquote>
								) : (
									<p className="text-[0.9375rem] text-ink-soft">No quote. The claim: {claim}</p>
								)}
								<NoteLines note={notes.get(id)} />
								<p className="mt-1.5 text-sm text-ink-soft">
									{source.url ? (
										<a
											href={source.url}
											target="_blank"
											rel="noreferrer"
											className="rounded-md text-accent underline underline-offset-2"
										>
											{sourceName}
											<span className="sr-only"> (opens in a new tab)</span>
										</a>
									) : (
										sourceName
									)}
									{onEvidence && (
										<Button
											variant="link"
											size="sm"
											data-testid="citation-evidence"
											aria-label={`Evidence of quote ${number}`}
											onClick={() => onEvidence(citation)}
											className="ml-1"
										>
											Evidence
										</Button>
									)}
								</p>
							</div>
						</li>
					)
				})}
			</ol>
		</section>
	)
}

const noteLooks = {
	changed: { colour: 'text-danger', icon: 'warning' },
	unapproved: { colour: 'text-review', icon: 'pending' },
	remark: { colour: 'text-ink-soft', icon: 'document' },
} as const

function NoteLines({ note }: { note?: CitationNote }) {
	if (!note) return null
	return (
		<ul data-testid="citation-note" className="mt-1.5 space-y-1 text-sm">
			{note.lines.map(({ text, sign }) => {
				const { colour, icon } = noteLooks[sign ?? 'remark']
				return (
					<li key={text} className={`flex gap-1.5 ${colour}`}>
						<span className="mt-0.5">
							<Icon name={icon} />
						</span>
						<span className="min-w-0">{text}</span>
					</li>
				)
			})}
		</ul>
	)
}
