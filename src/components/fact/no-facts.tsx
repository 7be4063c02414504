import { Button } from '@/components/ui/button'
import { EmptyNotice } from '@/components/ui/notice'
import { type FactView, isFiltered } from '@/lib/fact-view'

type NoFactsProps = { view: FactView; onReset: () => void; canAdd: boolean }

/** Why no fact is shown, and what to do next. */
export function NoFacts({ view, onReset, canAdd }: NoFactsProps) {
	const search = view.search.trim()
	const showAll = <Button onClick={onReset}>Show all facts</Button>
	if (search)
		return (
			<EmptyNotice title="No fact holds these words" action={showAll}>
				Neither a claim nor a quote{isFiltered({ ...view, search: '' }) && ' in this view'} contains
				“{search}”. Your selection is kept.
			</EmptyNotice>
		)
	if (isFiltered(view))
		return (
			<EmptyNotice title="No fact is in this view" action={showAll}>
				The filters above leave no fact over. Your selection is kept.
			</EmptyNotice>
		)
	return (
		<EmptyNotice title="No facts yet">
			A fact is a claim with the passage that carries it.{' '}
			{canAdd
				? 'Add the first one: write the claim and paste its passage from the source.'
				: 'Add a source first, then the facts that you take from it.'}
		</EmptyNotice>
	)
}
