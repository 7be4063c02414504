import type { RouterOutputs } from '@/client/trpc'
import type { FactSort } from '@/domain/fact-sort'
import { Select } from '../ui/select'
import type { FactView } from './fact-view'

type FactSelectsProps = {
	view: FactView
	sources: RouterOutputs['source']['list']
	tags: RouterOutputs['fact']['tags']
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
const selectClass = 'min-h-10 min-w-0 flex-1 px-2.5 text-sm sm:w-34 sm:flex-none'

/** Chooses the source and the tag of the facts that the list shows, and how it puts them in order. */
export function FactSelects({ view, sources, tags, onChange }: FactSelectsProps) {
	const sourceOptions = [
		{ value: 'all', label: 'All sources' },
		...sources.map(({ id, title }) => ({ value: id, label: title })),
	]
	const isKnown = sourceOptions.some(({ value }) => value === view.sourceId)
	return (
		<>
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
			<TagSelect tag={view.tag} tags={tags} onChange={(tag) => onChange({ tag })} />
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
		</>
	)
}

type TagSelectProps = {
	tag: string | null
	tags: RouterOutputs['fact']['tags']
	onChange: (tag: string | null) => void
}

/** Stays while its tag is chosen, also where no fact has that tag any more. */
function TagSelect({ tag, tags, onChange }: TagSelectProps) {
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
