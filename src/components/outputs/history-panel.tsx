import { useState } from 'react'
import { errorText } from '@/client/api-error'
import { trpc } from '@/client/trpc'
import { searchWords } from '@/domain/folded-text'
import { Button } from '../ui/button'
import { countOf } from '../ui/count-of'
import { DrawerHeader } from '../ui/drawer'
import { controlClass } from '../ui/field'
import { Icon } from '../ui/icon'
import { EmptyNotice, ErrorNotice } from '../ui/notice'
import { Skeleton } from '../ui/skeleton'
import { UndoNotice } from '../ui/undo-notice'
import { takeOutOfInput } from '../ui/unstorable'
import { useDebounced } from '../ui/use-debounced'
import { HistoryItem } from './history-item'
import { useHistoryChanges } from './use-history-changes'

type HistoryPanelProps = { projectId: string; onOpen: (outputId: string) => void }

/** The content of the drawer while it lists the outputs of a project. */
export function HistoryPanel({ projectId, onOpen }: HistoryPanelProps) {
	const [search, setSearch] = useState('')
	const settledSearch = useDebounced(search.trim(), 200)
	const outputs = trpc.output.list.useQuery(
		{ projectId, search: settledSearch || undefined },
		{ placeholderData: (previous) => previous },
	)
	const changes = useHistoryChanges(projectId)
	const isEmpty = outputs.data?.length === 0
	return (
		<>
			<DrawerHeader
				title="History"
				description="The texts of this project: pinned ones first, then the newest, a hundred at most."
				closeTestId="outputs-history-close"
			/>
			<div className="px-4 pt-6 pb-16 sm:px-8">
				<UndoNotice place={changes.place} />
				{(!isEmpty || settledSearch) && (
					<div className="relative mb-4">
						<span className="pointer-events-none absolute top-3 left-3 text-ink-soft">
							<Icon name="search" />
						</span>
						<input
							type="search"
							dir="auto"
							value={search}
							maxLength={200}
							onInputCapture={takeOutOfInput}
							onChange={(event) => setSearch(event.target.value)}
							aria-label="Search texts"
							placeholder="Search titles and texts"
							data-testid="outputs-history-search"
							className={`${controlClass} h-10 pl-9`}
						/>
						<p role="status" className="sr-only">
							{settledSearch && outputs.data && `${countOf(outputs.data.length, 'text')} found`}
						</p>
					</div>
				)}
				{outputs.data ? (
					isEmpty ? (
						settledSearch ? (
							<EmptyNotice
								title="No text holds these words"
								action={<Button onClick={() => setSearch('')}>Show all texts</Button>}
							>
								{notFound(searchWords(settledSearch))}
							</EmptyNotice>
						) : (
							<EmptyNotice title="Nothing written yet" testId="outputs-history-empty">
								Select facts, choose a format and press Generate. Every text is kept here.
							</EmptyNotice>
						)
					) : (
						<ul data-testid="outputs-history-list" className="border-t border-line">
							{outputs.data.map((output) => (
								<HistoryItem
									key={output.id}
									output={output}
									onOpen={() => onOpen(output.id)}
									onPin={() => changes.setPinned(output.id, !output.pinned)}
									onRemove={() => changes.remove(output)}
									onRename={(title) => changes.rename(output.id, title)}
								/>
							))}
						</ul>
					)
				) : outputs.error ? (
					<ErrorNotice
						title="The history could not be loaded"
						message={errorText(outputs.error)}
						onRetry={() => outputs.refetch()}
					/>
				) : (
					<Skeleton label="Loading the history" lines={4} />
				)}
				{changes.error && (
					<p role="alert" className="mt-4 text-sm text-danger">
						Nothing was changed. {errorText(changes.error)}
					</p>
				)}
			</div>
		</>
	)
}

/** Each word is looked for on its own, in the title and in the text. */
function notFound(words: string[]): string {
	const quoted = words.map((word) => `“${word}”`).join(', ')
	return words.length > 1
		? `No text with its title contains all of ${quoted}.`
		: `Neither a title nor a text contains ${quoted}.`
}
