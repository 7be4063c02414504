import { memo } from 'react'
import { Button, type ButtonProps } from '../ui/button'
import { Icon, type IconName } from '../ui/icon'
import { FactStatusBadge } from './fact-status-badge'
import { MarkedText } from './marked-text'
import type { Verdict } from './use-fact-review'
import type { Fact } from './use-facts'
import { VerdictButtons } from './verdict-buttons'

/** Stable functions, so that a card is drawn again only when its own fact changes. */
export type FactActions = {
	onSelect: (factId: string, selected: boolean) => void
	onDecide: (fact: Fact, verdict: Verdict) => void
	onEdit: (fact: Fact) => void
	onRemove: (fact: Fact, wasSelected: boolean) => void
	onEvidence: (fact: Fact) => void
}

type FactCardProps = { fact: Fact; selected: boolean; search: string; actions: FactActions }

export const FactCard = memo(function FactCard({ fact, selected, search, actions }: FactCardProps) {
	const claimId = `claim-${fact.id}`
	const boxId = `select-${fact.id}`
	return (
		<div
			className={`grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-3 border-b border-line px-2 py-5 sm:gap-x-4 sm:px-4 xl:grid-cols-[auto_minmax(0,1fr)_12rem] xl:grid-rows-[auto_1fr] xl:gap-x-8 ${selected ? 'bg-accent-wash' : ''}`}
		>
			<span className="relative mt-0.5 flex size-6 text-on-accent">
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
					dir="auto"
					id={claimId}
					htmlFor={boxId}
					className={`block text-[1.0625rem] leading-snug font-medium text-pretty [overflow-wrap:anywhere] ${fact.status === 'rejected' ? 'text-ink-soft line-through decoration-1' : ''}`}
				>
					<MarkedText text={fact.claim} search={search} />
				</label>
				{fact.quote && (
					<blockquote
						dir="auto"
						className="mt-2 max-w-[68ch] border-l-2 border-line-strong pl-3 font-serif leading-relaxed text-pretty text-ink-soft [overflow-wrap:anywhere]"
					>
						<MarkedText text={fact.quote} search={search} />
					</blockquote>
				)}
			</div>
			<div className="col-start-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-ink-soft xl:col-start-3 xl:row-span-2 xl:flex-col xl:items-start xl:pt-0.5">
				<FactStatusBadge status={fact.status} />
				{fact.keyClaim && <span className="font-medium text-ink">Key claim</span>}
				{fact.pinned && <span className="font-medium text-accent">Pinned</span>}
				{!fact.quote && <span>No quote</span>}
				<span dir="auto" className="max-w-full truncate">
					{fact.source.title}
				</span>
				{fact.confidence !== null && (
					<span className="tabular-nums">{`${fact.confidence}% confidence`}</span>
				)}
			</div>
			<CardButtons fact={fact} selected={selected} claimId={claimId} actions={actions} />
		</div>
	)
})

type CardButtonsProps = Omit<FactCardProps, 'search'> & { claimId: string }

function CardButtons({ fact, selected, claimId, actions }: CardButtonsProps) {
	return (
		// biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend that repeats the claim
		<div
			role="group"
			aria-labelledby={claimId}
			className="col-start-2 -ml-2.5 flex flex-wrap items-center gap-x-0.5"
		>
			<VerdictButtons
				status={fact.status}
				onStatus={(status) => actions.onDecide(fact, { status })}
			/>
			<span className="flex items-center gap-x-0.5">
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
					label="Remove"
					icon="trash"
					data-testid="fact-remove"
					onClick={() => actions.onRemove(fact, selected)}
				/>
				<Button
					variant="link"
					size="sm"
					data-testid="evidence-open"
					onClick={() => actions.onEvidence(fact)}
				>
					Evidence
				</Button>
			</span>
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
			className="px-2 aria-pressed:bg-ink/8 aria-pressed:text-ink"
			{...rest}
		>
			{icon && <Icon name={icon} />}
			{children}
		</Button>
	)
}
