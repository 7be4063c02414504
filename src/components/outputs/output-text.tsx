import type { Ref } from 'react'
import type { RouterOutputs } from '@/client/trpc'
import { splitLastWord } from '@/domain/split-last-word'
import { Icon } from '../ui/icon'
import type { ElementRefOf } from '../ui/use-elements'
import { type CitationNote, capital } from './citation-note'

export type Citation = RouterOutputs['output']['get']['citations'][number]
type Block = RouterOutputs['output']['shared']['blocks'][number]

type OutputTextProps = {
	blocks: Block[]
	/** The number of each fact that still exists. */
	numbers: ReadonlyMap<string, number>
	/** What there is to say of a fact, by its id. */
	notes: ReadonlyMap<string, CitationNote>
	markRefOf: ElementRefOf
	onCitation: (number: number) => void
	headingLevel?: 2 | 3
}

/** The text of an output; behind each sentence stand the numbers of its quotes. */
export function OutputText(props: OutputTextProps) {
	const { blocks, numbers, notes, markRefOf, onCitation, headingLevel = 3 } = props
	const Heading = `h${headingLevel}` as const
	const sentencesOf = (block: Block) =>
		block.sentences.map((sentence, index) => {
			const [text, lastWord] = splitLastWord(`${index > 0 ? ' ' : ''}${sentence.text}`)
			return (
				// Each sentence is laid out by itself, so that in two of another direction no number comes to stand at the other's.
				// biome-ignore lint/suspicious/noArrayIndexKey: a stored output never changes
				<span key={index} dir="auto">
					<span>{text}</span>
					{/* So that no number stands alone at the beginning of a line. */}
					<span className="whitespace-nowrap">
						<span>{lastWord}</span>
						{sentence.factIds.map((factId) => {
							const number = numbers.get(factId)
							if (number === undefined) return <DeletedFact key={factId} />
							return (
								<CitationMark
									key={factId}
									ref={markRefOf(number)}
									number={number}
									note={notes.get(factId)}
									onOpen={() => onCitation(number)}
								/>
							)
						})}
					</span>
				</span>
			)
		})
	return inLists(blocks).map((group) => {
		const [first] = group
		if (!first) return null
		const key = blocks.indexOf(first)
		if (first.kind === 'heading')
			return (
				<Heading
					dir="auto"
					key={key}
					className="mt-8 mb-2 font-sans text-sm font-semibold text-ink-soft first:mt-0"
				>
					{sentencesOf(first)}
				</Heading>
			)
		if (first.kind === 'paragraph')
			return (
				<p key={key} dir="auto" className="mb-4">
					{sentencesOf(first)}
				</p>
			)
		return (
			<ul key={key} className="list-disc space-y-2.5 pl-5 marker:text-line-strong">
				{group.map((item) => (
					<li key={blocks.indexOf(item)} dir="auto" className="pl-1">
						{sentencesOf(item)}
					</li>
				))}
			</ul>
		)
	})
}

/** Puts items that follow each other into one group, and every other block into its own. */
function inLists(blocks: Block[]): Block[][] {
	const groups: Block[][] = []
	for (const block of blocks) {
		const last = groups.at(-1)
		if (block.kind === 'item' && last?.[0]?.kind === 'item') last.push(block)
		else groups.push([block])
	}
	return groups
}

function DeletedFact() {
	return <span className="ml-1 font-sans text-sm text-ink-soft">[fact deleted]</span>
}

type CitationMarkProps = {
	ref: Ref<HTMLButtonElement>
	number: number
	note?: CitationNote
	onOpen: () => void
}

const markColours = {
	changed: 'bg-danger-wash text-danger',
	unapproved: 'bg-sunken text-review',
	plain: 'bg-accent-wash text-accent',
}

/** The number of a quote, with a sign where its fact is not what a reader must take it for. */
function CitationMark({ ref, number, note, onOpen }: CitationMarkProps) {
	const sign = note?.sign
	return (
		<button
			ref={ref}
			type="button"
			aria-label={[`Quote ${number}`, note?.name ?? []].flat().join(', ')}
			title={note?.name ? capital(note.name) : undefined}
			onClick={onOpen}
			className={`mx-1 inline-flex h-5.5 min-w-5.5 items-center justify-center gap-0.5 rounded-md px-1 align-[0.1em] font-sans text-xs leading-none font-medium tabular-nums hover:bg-accent hover:text-on-accent [&_svg]:size-3 ${markColours[sign ?? 'plain']}`}
		>
			<span>{number}</span>
			{sign && <Icon name={sign === 'changed' ? 'warning' : 'pending'} />}
		</button>
	)
}
