import { Checkbox } from 'radix-ui'
import { memo } from 'react'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import type { Fact } from '@/lib/use-facts'
import type { FactStatus } from '@/lib/vocabulary'
import { FactStatusBadge } from './fact-status-badge'

export type FactActions = {
	onSelect: (factId: string, selected: boolean) => void
	onStatus: (fact: Fact, status: FactStatus) => void
	onPin: (fact: Fact, pinned: boolean) => void
	onEvidence: (fact: Fact) => void
}

const verdicts = [
	{ status: 'approved', label: 'Approve', testId: 'fact-approve' },
	{ status: 'needs_review', label: 'Needs review', testId: 'fact-needs-review' },
	{ status: 'flagged', label: 'Flag', testId: 'fact-flag' },
	{ status: 'rejected', label: 'Reject', testId: 'fact-reject' },
] as const

type FactCardProps = FactActions & { fact: Fact; selected: boolean }

export const FactCard = memo(function FactCard({
	fact,
	selected,
	onSelect,
	onStatus,
	onPin,
	onEvidence,
}: FactCardProps) {
	const claimId = `claim-${fact.id}`
	const boxId = `select-${fact.id}`
	return (
		<li
			data-testid="fact-card"
			data-fact-id={fact.id}
			className={`grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-3 border-b border-line px-2 py-5 transition-colors sm:gap-x-4 sm:px-4 xl:grid-cols-[auto_minmax(0,1fr)_12rem] xl:grid-rows-[auto_1fr] xl:gap-x-8 ${selected ? 'bg-accent-wash' : ''}`}
		>
			<Checkbox.Root
				id={boxId}
				data-testid="fact-select-button"
				aria-label={`Select “${fact.claim}”`}
				checked={selected}
				onCheckedChange={(checked) => onSelect(fact.id, checked === true)}
				className="mt-0.5 flex size-6 shrink-0 items-center justify-center rounded-md border border-line-strong bg-surface text-on-accent data-[state=checked]:border-accent data-[state=checked]:bg-accent"
			>
				<Checkbox.Indicator>
					<Icon name="check" />
				</Checkbox.Indicator>
			</Checkbox.Root>
			<div className="min-w-0">
				<label
					id={claimId}
					htmlFor={boxId}
					className="block text-[1.0625rem] leading-snug font-medium text-pretty [overflow-wrap:anywhere]"
				>
					{fact.claim}
				</label>
				{fact.quote && (
					<blockquote className="mt-2 max-w-[68ch] border-l-2 border-line-strong pl-3 font-serif leading-relaxed text-pretty text-ink-soft [overflow-wrap:anywhere]">
						{fact.quote}
					</blockquote>
				)}
			</div>
			<div className="col-start-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-ink-soft xl:col-start-3 xl:row-span-2 xl:flex-col xl:items-start xl:pt-0.5">
				<FactStatusBadge status={fact.status} />
				{fact.keyClaim && <span className="font-medium text-ink">Key claim</span>}
				{fact.pinned && <span className="font-medium text-accent">Pinned</span>}
				{!fact.quote && <span>No quote</span>}
				<span className="max-w-full truncate">{fact.source.title}</span>
				<span className="tabular-nums">{fact.confidence}% confidence</span>
			</div>
			{/* biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend that repeats the claim */}
			<div
				role="group"
				aria-labelledby={claimId}
				className="col-start-2 -ml-2.5 flex flex-wrap items-center gap-x-0.5"
			>
				{verdicts.map(({ status, label, testId }) => (
					<Button
						key={status}
						variant="quiet"
						size="sm"
						data-testid={testId}
						aria-pressed={fact.status === status}
						onClick={() => onStatus(fact, status)}
						className="aria-pressed:bg-ink/8 aria-pressed:text-ink"
					>
						{label}
					</Button>
				))}
				<Button
					variant="quiet"
					size="sm"
					data-testid="fact-pin-toggle"
					aria-pressed={fact.pinned}
					onClick={() => onPin(fact, !fact.pinned)}
					className="aria-pressed:bg-ink/8 aria-pressed:text-ink"
				>
					<span data-testid="fact-pin-state" data-pinned={fact.pinned}>
						<Icon name="pin" filled={fact.pinned} />
					</span>
					Pin
				</Button>
				<Button
					variant="link"
					size="sm"
					data-testid="evidence-open"
					onClick={() => onEvidence(fact)}
				>
					Evidence
				</Button>
			</div>
		</li>
	)
})
