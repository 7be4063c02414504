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
}

const warnFrom = limits.factsPerView * 0.9

/** The number of facts in the view, and a warning before the view is full. */
export function ViewCount({ isLoaded, total, shown, view }: ViewCountProps) {
	const search = view.search.trim()
	const most = limits.factsPerView.toLocaleString()
	const base = search
		? `${countOf(total, 'fact')} with “${search}”`
		: isFiltered(view)
			? `${countOf(total, 'fact')} in this view`
			: countOf(total, 'fact')
	const left = isFiltered(view) ? shown - total : 0
	const text =
		left > 0
			? `${base}, and ${countOf(left, 'fact')} that no longer ${left === 1 ? 'fits' : 'fit'}`
			: base
	return (
		<>
			<p role="status" className="text-sm text-ink-soft tabular-nums">
				{isLoaded && text}
			</p>
			{isLoaded && total >= warnFrom && (
				<p className="order-last w-full pt-1 text-sm text-ink-soft">
					{total > limits.factsPerView
						? `A view shows its first ${most} facts. Search or filter to see the others.`
						: `A view shows at most ${most} facts. Beyond that, search or filter to see them all.`}
				</p>
			)}
		</>
	)
}
