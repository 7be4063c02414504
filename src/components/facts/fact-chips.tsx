import type { RouterOutputs } from '@/client/trpc'
import { factStatuses, statusLabels } from '@/domain/fact-status'
import { Button } from '../ui/button'
import type { FactView } from './fact-view'

type FactChipsProps = {
	view: FactView
	/** Of the facts that the view lets through; undefined while they are not known. */
	counts: RouterOutputs['fact']['counts'] | undefined
	selectedCount: number
	/** Whether the list shows the selected facts only. */
	isSelectedOnly: boolean
	onChange: (part: Partial<FactView>) => void
	onSelectedOnly: () => void
}

/** Chooses which facts the list shows: by their status, the pinned ones, the selected ones. */
export function FactChips(props: FactChipsProps) {
	const { view, counts, selectedCount, isSelectedOnly, onChange, onSelectedOnly } = props
	const { statuses } = view
	return (
		<fieldset className="-mx-4 flex min-w-0 gap-1 overflow-x-auto px-4 py-1 sm:-mx-1 sm:px-1">
			<legend className="sr-only">Show only</legend>
			{factStatuses.map((status) => (
				<Chip
					key={status}
					label={statusLabels[status]}
					testId={`facts-filter-${status.replace('_', '-')}`}
					isPressed={statuses.includes(status)}
					count={counts?.statuses[status]}
					onPress={() =>
						onChange({
							statuses: factStatuses.filter(
								(each) => statuses.includes(each) !== (each === status),
							),
						})
					}
				/>
			))}
			<Chip
				label="Pinned"
				testId="facts-filter-pinned"
				isPressed={view.pinned}
				count={counts?.pinned}
				onPress={() => onChange({ pinned: !view.pinned })}
			/>
			<Chip
				label="Selected"
				testId="facts-filter-selected"
				isPressed={isSelectedOnly}
				isDisabled={selectedCount === 0 && !isSelectedOnly}
				count={selectedCount}
				onPress={onSelectedOnly}
			/>
		</fieldset>
	)
}

type ChipProps = {
	label: string
	testId: string
	isPressed: boolean
	isDisabled?: boolean
	count: number | undefined
	onPress: () => void
}

/** The number keeps its place while it is not known, so that no chip moves when it comes. */
function Chip({ label, testId, isPressed, isDisabled = false, count, onPress }: ChipProps) {
	return (
		<Button
			variant="quiet"
			size="sm"
			data-testid={testId}
			aria-pressed={isPressed}
			aria-disabled={isDisabled}
			onClick={() => !isDisabled && onPress()}
			className="border border-line px-2! aria-pressed:border-accent aria-pressed:bg-accent-wash aria-pressed:text-ink"
		>
			<span>{label}</span>
			<span
				data-testid="facts-filter-count"
				className="min-w-[2ch] text-right text-ink-soft tabular-nums"
			>
				{count?.toLocaleString()}
			</span>
		</Button>
	)
}
