import { useCallback, useRef, useState } from 'react'
import { errorText } from '@/client/api-error'
import { trpc } from '@/client/trpc'
import { fitsQuote } from '@/domain/text-size'
import { shownTitle } from '@/domain/visible-text'
import { Button } from '../ui/button'
import { countOf } from '../ui/count-of'
import { DrawerHeader } from '../ui/drawer'
import { Icon } from '../ui/icon'
import { ErrorNotice } from '../ui/notice'
import { Skeleton } from '../ui/skeleton'
import { useEditing } from '../ui/use-editing'
import { PassageBar } from './passage-bar'
import { PassageForm } from './passage-form'
import { SelectableText } from './selectable-text'
import { SourceActions, SourceTitleForm } from './source-actions'
import type { Passage } from './text-chunks'
import { useSourceReview } from './use-source-review'

type SourceReaderProps = {
	projectId: string
	sourceId: string
	/** Whether somebody has just added the text that the source holds already. */
	isKnown?: boolean
	/** Begins to go through the facts of the source, with the first that is to be shown. */
	onReview: (factIds: string[], factId: string) => void
	/** Rejects where the server refuses. */
	onRemove: (source: { id: string; title: string }) => Promise<unknown>
}

/** Of the button that leads to the evidence, for those who come back from there. */
export const reviewButtonId = 'source-review'

/** A source's text, from which a selected passage becomes a fact. */
export function SourceReader({
	projectId,
	sourceId,
	isKnown = false,
	onReview,
	onRemove,
}: SourceReaderProps) {
	const source = trpc.source.get.useQuery(
		{ projectId, sourceId },
		{ staleTime: Number.POSITIVE_INFINITY },
	)
	const toReview = useSourceReview(projectId, sourceId)
	const passages = trpc.source.passages.useQuery({ projectId, sourceId })
	const [selected, setSelected] = useState<Passage | null>(null)
	const [isAltered, setAltered] = useState(false)
	const [chosen, setChosen] = useState<Passage | null>(null)
	const [added, setAdded] = useState<string | null>(null)
	const renaming = useEditing()
	const [removal, setRemoval] = useState<{ problem: string | null } | null>(null)
	const { text, url } = source.data ?? { text: '', url: null }
	const title = source.data?.title ?? ''
	const textBox = useRef<HTMLDivElement>(null)

	const select = useCallback((passage: Passage | 'altered' | null) => {
		setAltered(passage === 'altered')
		setSelected(passage === 'altered' ? null : passage)
		if (passage) setAdded(null)
	}, [])
	const isTooLong = ({ start, end }: Passage) => !fitsQuote(text.slice(start, end))
	function choose(passage: Passage | null) {
		if (passage && !isTooLong(passage)) setChosen(passage)
	}
	function leaveForm() {
		setChosen(null)
		textBox.current?.focus({ preventScroll: true })
	}
	async function remove() {
		if (removal?.problem === null) return
		setRemoval({ problem: null })
		try {
			await onRemove({ id: sourceId, title })
		} catch (error) {
			setRemoval({ problem: `The source was not deleted. ${errorText(error)}` })
		}
	}

	return (
		<div className="flex min-h-full flex-col">
			<DrawerHeader
				title={source.data ? shownTitle(title) : source.error ? 'Not available' : 'Opening…'}
				description={
					source.data
						? `${countOf(text.length, 'character')}. Select a passage to make it a fact; underlined ones are facts already.`
						: 'A source of this project'
				}
				titleForm={
					renaming.isEditing &&
					source.data && (
						<SourceTitleForm projectId={projectId} source={source.data} onDone={renaming.stop} />
					)
				}
				closeTestId="source-reader-close"
				actions={
					source.data && (
						<SourceActions
							title={title}
							renameRef={renaming.button}
							onRename={renaming.start}
							onRemove={remove}
						/>
					)
				}
			/>
			{!source.data && (
				<div className="px-4 pt-6 sm:px-8">
					{source.error ? (
						<ErrorNotice
							title="The source could not be loaded"
							message={errorText(source.error)}
							onRetry={() => source.refetch()}
						/>
					) : (
						<Skeleton label="Loading the source" lines={4} />
					)}
				</div>
			)}
			<div className="flex-1 px-4 pt-4 pb-10 sm:px-8">
				{removal?.problem && (
					<p role="alert" className="mb-4 text-sm text-danger">
						{removal.problem}
					</p>
				)}
				{isKnown && source.data && (
					<p role="note" className="mb-4 rounded-md bg-sunken p-3 text-sm">
						{`This text is already here, as “${shownTitle(title)}”. Nothing was added.`}
					</p>
				)}
				{url && (
					<a
						href={url}
						target="_blank"
						rel="noreferrer"
						className="mb-6 inline-block rounded-md text-sm text-accent underline underline-offset-2 [overflow-wrap:anywhere]"
					>
						{url}
						<span className="sr-only"> (opens in a new tab)</span>
					</a>
				)}
				{toReview && (
					<div className="mb-4">
						<Button
							id={reviewButtonId}
							size="sm"
							data-testid="source-review"
							// What is typed of a new fact would go with the form.
							aria-disabled={chosen !== null}
							onClick={() => !chosen && onReview(toReview.ids, toReview.first)}
							className="pointer-coarse:min-h-10"
						>
							<Icon name="approved" />
							<span>
								{toReview.left > 0 ? `Review ${countOf(toReview.left, 'fact')}` : 'Review facts'}
							</span>
						</Button>
					</div>
				)}
				{source.data && (
					<SelectableText
						ref={textBox}
						label={`Text of ${shownTitle(title)}`}
						text={text}
						passages={passages.data}
						current={chosen}
						onSelect={select}
						onChoose={choose}
					/>
				)}
			</div>
			<div className="sticky bottom-0 border-t border-line bg-surface px-4 py-3 sm:px-8">
				{chosen ? (
					<PassageForm
						key={`${chosen.start} ${chosen.end}`}
						projectId={projectId}
						sourceId={sourceId}
						passage={chosen}
						quote={text.slice(chosen.start, chosen.end)}
						onCancel={leaveForm}
						onAdded={(claim) => {
							setAdded(claim)
							setSelected(null)
							leaveForm()
						}}
					/>
				) : (
					<PassageBar
						length={selected ? selected.end - selected.start : 0}
						isAltered={isAltered}
						isTooLong={selected !== null && isTooLong(selected)}
						idle={
							added
								? `Added: “${added}”`
								: 'Nothing selected. Drag over a passage, or hold Shift and use the arrow keys.'
						}
						label="Make it a fact"
						testId="source-make-fact"
						onChoose={() => choose(selected)}
					/>
				)}
			</div>
		</div>
	)
}
