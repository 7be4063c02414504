import { memo } from 'react'
import { shownTitle } from '@/domain/visible-text'
import { Button, type ButtonProps } from '../ui/button'
import { Icon, type IconName } from '../ui/icon'
import { FactStatusBadge } from './fact-status-badge'
import { MarkedText } from './marked-text'
import { TagList } from './tag-list'
import type { Verdict } from './use-fact-review'
import type { Fact } from './use-facts'
import { VerdictButtons } from './verdict-buttons'

/** Stable functions, so that a card is drawn again only when its own fact changes. */
export type FactActions = {
	onSelect: (factId: string, selected: boolean) => void
	onDecide: (fact: Fact, verdict: Verdict) => void
	onEdit: (fact: Fact) => void
	onAnnotate: (fact: Fact) => void
	onRemove: (fact: Fact, wasSelected: boolean) => void
	onEvidence: (fact: Fact) => void
}

type FactCardProps = { fact: Fact; selected: boolean; search: string; actions: FactActions }

export const FactCard = memo(function FactCard({ fact, selected, search, actions }: FactCardProps) {
	const claimId = `claim-${fact.id}`
	const boxId = `select-${fact.id}`
	return (
		<div
			className={`grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 border-b border-line px-2 py-2 sm:px-3 ${selected ? 'bg-accent-wash' : ''}`}
		>
			<span className="relative flex size-6 text-on-accent">
				<input
					type="checkbox"
					id={boxId}
					data-testid="fact-select-button"
					aria-label={`Select “${fact.claim}”`}
					checked={selected}
					onChange={(event) => actions.onSelect(fact.id, event.target.checked)}
					className="peer size-6 cursor-pointer appearance-none rounded-md border border-line-strong bg-surface checked:border-accent checked:bg-accent"
				/>
				<span className="pointer-events-none absolute inset-1 hidden peer-checked:block">
					<Icon name="check" />
				</span>
			</span>
			<div className="min-w-0">
				<label
					id={claimId}
					htmlFor={boxId}
					dir="auto"
					className={`block leading-snug font-medium text-pretty [overflow-wrap:anywhere] ${fact.status === 'rejected' ? 'text-ink-soft line-through decoration-1' : ''}`}
				>
					<MarkedText text={fact.claim} search={search} />
				</label>
				{fact.quote && (
					// Whole while a search may have marked words at its end; else the evidence has the whole.
					<blockquote
						dir="auto"
						className={`font-serif text-sm leading-snug text-ink-soft [overflow-wrap:anywhere] ${search ? '' : 'line-clamp-2 sm:line-clamp-1'}`}
					>
						<MarkedText text={fact.quote} search={search} />
					</blockquote>
				)}
				{fact.note && (
					<p
						data-testid="fact-note"
						className={`text-sm leading-snug [overflow-wrap:anywhere] ${search ? '' : 'line-clamp-1'}`}
					>
						<span className="text-ink-soft">Note: </span>
						<span dir="auto">
							<MarkedText text={fact.note} search={search} />
						</span>
					</p>
				)}
				<div className="mt-0.5 flex items-center gap-x-3 overflow-hidden text-[0.8125rem] leading-5 whitespace-nowrap text-ink-soft *:shrink-0">
					<FactStatusBadge status={fact.status} />
					{fact.keyClaim && <span className="font-medium text-ink">Key claim</span>}
					{fact.pinned && <span className="font-medium text-accent">Pinned</span>}
					{!fact.quote && <span>No quote</span>}
					{fact.tags.length > 0 && <TagList tags={fact.tags} search={search} />}
					{fact.confidence !== null && (
						<span className="tabular-nums">
							<span>{`${fact.confidence}%`}</span>
							<span className="max-sm:sr-only"> confidence</span>
						</span>
					)}
					<span dir="auto" className="min-w-0 shrink! truncate">
						{shownTitle(fact.source.title)}
					</span>
				</div>
			</div>
			<CardButtons fact={fact} selected={selected} claimId={claimId} actions={actions} />
		</div>
	)
})

/**
 * Where a pointer can hover, the buttons lie over the last line of the card in hand, there for it and for the keyboard;
 * elsewhere they are a line of their own. Hidden by opacity alone, so that they can be reached at any time.
 */
const overlayClass =
	'[@media(hover:hover)]:absolute [@media(hover:hover)]:right-1 [@media(hover:hover)]:bottom-1 [@media(hover:hover)]:rounded-md [@media(hover:hover)]:bg-surface [@media(hover:hover)]:ring-1 [@media(hover:hover)]:ring-line [@media(hover:hover)]:opacity-0 [@media(hover:hover)]:[&_button]:min-h-7 group-focus-within:opacity-100! group-hover:opacity-100!'

type CardButtonsProps = Omit<FactCardProps, 'search'> & { claimId: string }

function CardButtons({ fact, selected, claimId, actions }: CardButtonsProps) {
	return (
		// biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend that repeats the claim
		<div
			role="group"
			aria-labelledby={claimId}
			className={`col-span-2 flex items-center gap-x-0.5 max-sm:justify-between ${overlayClass}`}
		>
			<VerdictButtons
				compact
				status={fact.status}
				onStatus={(status) => actions.onDecide(fact, { status })}
			/>
			<IconButton
				label="Pin"
				data-testid="fact-pin-toggle"
				aria-pressed={fact.pinned}
				onClick={() => actions.onDecide(fact, { pinned: !fact.pinned })}
			>
				<span data-testid="fact-pin-state" data-pinned={fact.pinned}>
					<Icon name="pin" filled={fact.pinned} />
				</span>
			</IconButton>
			<IconButton
				label="Key claim"
				icon="key"
				data-testid="fact-key-claim"
				aria-pressed={fact.keyClaim}
				onClick={() => actions.onDecide(fact, { keyClaim: !fact.keyClaim })}
			/>
			<IconButton
				label="Edit claim"
				icon="edit"
				data-testid="fact-edit"
				onClick={() => actions.onEdit(fact)}
			/>
			<IconButton
				label="Note and tags"
				icon="tag"
				data-testid="fact-annotate"
				onClick={() => actions.onAnnotate(fact)}
			/>
			<IconButton
				label="Remove"
				icon="trash"
				data-testid="fact-remove"
				onClick={() => actions.onRemove(fact, selected)}
			/>
			<Button
				variant="link"
				size="sm"
				data-testid="evidence-open"
				title="Evidence"
				onClick={() => actions.onEvidence(fact)}
				className="max-sm:px-[0.4375rem]"
			>
				<span className="sm:hidden">
					<Icon name="document" />
				</span>
				<span className="max-sm:sr-only">Evidence</span>
			</Button>
		</div>
	)
}

type IconButtonProps = ButtonProps & { label: string; icon?: IconName }

function IconButton({ label, icon, children, ...rest }: IconButtonProps) {
	return (
		<Button
			variant="quiet"
			size="sm"
			aria-label={label}
			title={label}
			className="px-2 aria-pressed:bg-ink/8 aria-pressed:text-ink max-sm:px-[0.4375rem]"
			{...rest}
		>
			{icon && <Icon name={icon} />}
			{children}
		</Button>
	)
}
