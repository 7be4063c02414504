import { searchWords } from '@/domain/folded-text'
import { Button } from '../ui/button'
import { EmptyNotice } from '../ui/notice'
import { type FactView, isFiltered } from './fact-view'

type NoFactsProps = {
	view: FactView
	hasSelection: boolean
	/** Whether only the selected facts are shown. */
	isSelectedOnly: boolean
	onReset: () => void
	/** Given where there is no source yet. */
	onAddSource?: () => void
}

/** Tells why the list shows no fact, and what a person can do next. */
export function NoFacts(props: NoFactsProps) {
	const { view, hasSelection, isSelectedOnly, onReset, onAddSource } = props
	const search = view.search.trim()
	const words = searchWords(search)
	const kept = hasSelection ? ' Your selection is kept.' : ''
	const showAll = <Button onClick={onReset}>Show all facts</Button>
	if (isSelectedOnly)
		return (
			<EmptyNotice title="No selected fact is in this view" action={showAll}>
				{`The filters above leave none of them over.${kept}`}
			</EmptyNotice>
		)
	if (search)
		return (
			<EmptyNotice title="No fact holds these words" action={showAll}>
				{`${words.length > 1 ? 'No fact with its quote, note and tags' : 'No claim, quote, note or tag'}${
					isFiltered({ ...view, search: '' }) ? ' in this view' : ''
				} contains ${words.length > 1 ? 'all of ' : ''}${words.map((word) => `“${word}”`).join(', ')}.${kept}`}
			</EmptyNotice>
		)
	if (isFiltered(view))
		return (
			<EmptyNotice title="No fact is in this view" action={showAll}>
				{`The filters above leave no fact over.${kept}`}
			</EmptyNotice>
		)
	if (onAddSource)
		return (
			<EmptyNotice
				title="Begin with a text"
				action={
					<Button variant="primary" onClick={onAddSource}>
						Add a source
					</Button>
				}
			>
				Paste one, or drop a text or Markdown file, anywhere on this page. The passages that you
				select in it become facts.
			</EmptyNotice>
		)
	return (
		<EmptyNotice title="No facts yet">
			A fact is a claim with the passage that carries it. Open the source and select a passage, or
			write the claim with “Add fact” and paste its passage.
		</EmptyNotice>
	)
}
