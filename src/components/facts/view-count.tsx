import { limits } from '@/domain/limits'
import { countOf } from '../ui/count-of'
import { type FactView, isFiltered } from './fact-view'

type ViewCountProps = {
	isLoaded: boolean
	/** How many facts the view's filter lets through. */
	total: number
	/** How many the list has, with those that were decided since and fit no more. */
	shown: number
	view: FactView
	isSelectedOnly: boolean
}

/** The number of facts in the view. */
export function ViewCount({ isLoaded, total, shown, view, isSelectedOnly }: ViewCountProps) {
	const search = view.search.trim()
	const selected = isSelectedOnly ? ' that were selected' : ''
	const base = search
		? `${countOf(total, 'fact')} with “${search}”${selected}`
		: isSelectedOnly
			? `${countOf(total, 'fact')}${selected}`
			: isFiltered(view)
				? `${countOf(total, 'fact')} in this view`
				: countOf(total, 'fact')
	const left = isFiltered(view) ? shown - total : 0
	const text =
		left > 0
			? `${base}, and ${countOf(left, 'fact')} that no longer ${left === 1 ? 'fits' : 'fit'}`
			: base
	return (
		<p
			role="status"
			dir="auto"
			title={search ? text : undefined}
			className="min-w-0 truncate max-sm:w-full sm:max-w-[26rem] text-sm text-ink-soft tabular-nums"
		>
			{isLoaded && text}
		</p>
	)
}

const warnFrom = limits.factsPerView * 0.9

/** Tells that a view is full, or nearly so. `total` is the number of facts that the view's filter lets through. */
export function ViewLimit({ total }: { total: number }) {
	if (total < warnFrom) return null
	const most = limits.factsPerView.toLocaleString()
	return (
		<p className="text-sm text-ink-soft">
			{total > limits.factsPerView
				? `A view shows its first ${most} facts. Search or filter to see the others.`
				: `A view shows at most ${most} facts. Beyond that, search or filter to see them all.`}
		</p>
	)
}
