import { MarkedText } from './marked-text'

type TagListProps = { tags: readonly string[]; search?: string }

/** The tags of a fact, with what was searched for marked in them. */
export function TagList({ tags, search = '' }: TagListProps) {
	return (
		<ul aria-label="Tags" data-testid="fact-tags" className="flex min-w-0 shrink! gap-x-1.5">
			{tags.map((tag) => (
				<li
					key={tag}
					dir="auto"
					className="truncate rounded-md border border-line bg-surface px-1.5 text-ink"
				>
					<MarkedText text={tag} search={search} />
				</li>
			))}
		</ul>
	)
}
