import { limits } from '@/domain/limits'
import { countOf } from '../ui/count-of'
import { type FactView, isFiltered } from './fact-view'

type ViewCountProps = { isLoaded: boolean; total: number; view: FactView }

const warnFrom = limits.factsPerView * 0.9

/** The number of facts in the view, and a warning before the view is full. */
export function ViewCount({ isLoaded, total, view }: ViewCountProps) {
	const search = view.search.trim()
	const most = limits.factsPerView.toLocaleString()
	return (
		<>
			<p role="status" className="text-sm text-ink-soft tabular-nums">
				{isLoaded &&
					(search
						? `${countOf(total, 'fact')} with “${search}”`
						: isFiltered(view)
							? `${countOf(total, 'fact')} in this view`
							: countOf(total, 'fact'))}
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
