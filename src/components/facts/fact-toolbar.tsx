import type { RouterOutputs } from '@/client/trpc'
import type { FactSort } from '@/domain/fact-sort'
import { factStatuses, statusLabels } from '@/domain/fact-status'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import { Select } from '../ui/select'
import type { FactView } from './fact-view'

type FactToolbarProps = {
	view: FactView
	sources: RouterOutputs['source']['list']
	tags: RouterOutputs['fact']['tags']
	/** Undefined until they are known. */
	counts: RouterOutputs['fact']['counts'] | undefined
	onChange: (part: Partial<FactView>) => void
}

const sortLabels: Record<FactSort, string> = {
	position: 'In order',
	status: 'By status',
	confidence: 'By confidence',
	newest: 'Newest first',
}
const sorts = Object.entries(sortLabels).map(([value, label]) => ({
	...{ value: value as FactSort, label, testId: `facts-sort-option-${value}` },
}))
const groups = [
	{ value: 'none', label: 'No groups', testId: 'facts-group-option-none' },
	{ value: 'source', label: 'Group by source', testId: 'facts-group-option-source' },
]
const selectClass = 'min-h-8 min-w-0 flex-1 px-2.5 text-sm sm:flex-none sm:max-w-44'
const chipClass =
	'border border-line aria-pressed:border-accent aria-pressed:bg-accent-wash aria-pressed:text-ink'

/** Chooses which facts the list shows, and in which order. */
export function FactToolbar({ view, sources, tags, counts, onChange }: FactToolbarProps) {
	const sourceOptions = [
		{ value: 'all', label: 'All sources' },
		...sources.map(({ id, title }) => ({ value: id, label: title })),
	]
	const { statuses } = view
	const isKnown = sourceOptions.some(({ value }) => value === view.sourceId)
	return (
		<div className="mt-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
			<fieldset className="-mx-4 flex min-w-0 gap-1.5 overflow-x-auto px-4 py-1 sm:-mx-1 sm:flex-wrap sm:px-1">
				<legend className="sr-only">Show only</legend>
				{factStatuses.map((status) => (
					<Button
						key={status}
						variant="quiet"
						size="sm"
						data-testid={`facts-filter-${status.replace('_', '-')}`}
						aria-pressed={statuses.includes(status)}
						onClick={() =>
							onChange({
								statuses: factStatuses.filter(
									(each) => statuses.includes(each) !== (each === status),
								),
							})
						}
						className={chipClass}
					>
						<Icon name={status} />
						<span>{statusLabels[status]}</span>
						<ChipCount count={counts?.statuses[status]} />
					</Button>
				))}
				<Button
					variant="quiet"
					size="sm"
					data-testid="facts-filter-pinned"
					aria-pressed={view.pinned}
					onClick={() => onChange({ pinned: !view.pinned })}
					className={chipClass}
				>
					<Icon name="pin" filled={view.pinned} />
					<span>Pinned</span>
					<ChipCount count={counts?.pinned} />
				</Button>
			</fieldset>
			<div className="flex w-full flex-wrap gap-2 sm:w-auto">
				{(sources.length > 1 || view.sourceId) && (
					<Select
						label="Source of the facts"
						testId="facts-filter-source"
						value={isKnown ? (view.sourceId ?? 'all') : 'all'}
						options={sourceOptions}
						onChange={(value) => onChange({ sourceId: value === 'all' ? null : value })}
						className={selectClass}
					/>
				)}
				<TagFilter tag={view.tag} tags={tags} onChange={(tag) => onChange({ tag })} />
				<Select
					label="Order of the facts"
					testId="facts-sort-trigger"
					value={view.sort}
					options={sorts}
					onChange={(sort) => onChange({ sort })}
					className={selectClass}
				/>
				<Select
					label="Groups of the facts"
					testId="facts-group-trigger"
					value={view.bySource ? 'source' : 'none'}
					options={groups}
					onChange={(value) => onChange({ bySource: value === 'source' })}
					className={selectClass}
				/>
			</div>
		</div>
	)
}

type TagFilterProps = {
	tag: string | null
	tags: RouterOutputs['fact']['tags']
	onChange: (tag: string | null) => void
}

/** Stays while its tag is chosen, also where no fact has that tag any more. */
function TagFilter({ tag, tags, onChange }: TagFilterProps) {
	if (tags.length === 0 && !tag) return null
	const names = tags.map((each) => each.tag)
	if (tag && !names.includes(tag)) names.push(tag)
	// The prefix tells a tag named “all” from the first option.
	const options = [
		{ value: 'all', label: 'All tags' },
		...names.map((name) => ({ value: `tag ${name}`, label: name })),
	]
	return (
		<Select
			label="Tag of the facts"
			testId="facts-filter-tag"
			value={tag ? `tag ${tag}` : 'all'}
			options={options}
			onChange={(value) => onChange(value === 'all' ? null : value.slice('tag '.length))}
			className={selectClass}
		/>
	)
}

/** Keeps its place while the number is not known, so that no chip moves when it comes. */
function ChipCount({ count }: { count: number | undefined }) {
	return (
		<span
			data-testid="facts-filter-count"
			className="min-w-[2ch] text-right text-ink-soft tabular-nums"
		>
			{count?.toLocaleString()}
		</span>
	)
}
