import { useState } from 'react'
import { errorText } from '@/client/api-error'
import { trpc } from '@/client/trpc'
import { shownTitle } from '@/domain/visible-text'
import { Button } from '../ui/button'
import { countOf } from '../ui/count-of'
import { Icon } from '../ui/icon'
import { ErrorNotice } from '../ui/notice'
import { Skeleton } from '../ui/skeleton'
import { CoverageStrip } from './coverage-strip'
import { StatusMatrix } from './status-matrix'
import { useCoverage } from './use-coverage'

type SourcePanelProps = {
	projectId: string
	/** The pictures of the facts are asked for after them. */
	areFactsThere: boolean
	onAdd: () => void
	onRead: (sourceId: string) => void
}

/** The sources of a project and the way to add one; a line that opens where they stand above the facts. */
export function SourcePanel({ projectId, areFactsThere, onAdd, onRead }: SourcePanelProps) {
	const sources = trpc.source.list.useQuery({ projectId })
	const { coverage, isCounting } = useCoverage(projectId, areFactsThere)
	const [isOpen, setOpen] = useState(false)
	const hasPictures = coverage || isCounting

	return (
		<section
			aria-labelledby="sources-heading"
			className={`roomy:sticky roomy:top-4 roomy:-m-2 roomy:max-h-[calc(100dvh-2rem)] roomy:self-start roomy:overflow-y-auto roomy:p-2 ${isOpen ? '' : 'cramped:[&>:not(:first-child)]:hidden'}`}
		>
			<div className={`flex items-center gap-2 roomy:mb-3 ${isOpen ? 'mb-3' : ''}`}>
				<h2 id="sources-heading" className="mr-auto font-serif text-xl">
					Sources
				</h2>
				<Button
					variant="quiet"
					size="sm"
					data-testid="sources-toggle"
					aria-expanded={isOpen}
					onClick={() => setOpen(!isOpen)}
					className="roomy:hidden"
				>
					<span>{isOpen ? 'Hide' : 'Show'}</span>
					<span>{sources.data ? countOf(sources.data.length, 'source') : 'sources'}</span>
				</Button>
				<Button size="sm" onClick={onAdd}>
					<Icon name="plus" />
					Add source
				</Button>
			</div>
			{sources.data ? (
				sources.data.length === 0 ? (
					<p
						data-testid="sources-empty"
						className="border-y border-line py-5 text-sm text-pretty text-ink-soft"
					>
						No sources yet. Add a text that you want to take facts from: an article, a transcript,
						your notes.
					</p>
				) : (
					<ul
						data-testid="sources-list"
						aria-labelledby="sources-heading"
						className="border-t border-line"
					>
						{sources.data.map((source) => (
							<li
								key={source.id}
								data-testid="source-item"
								className="flex gap-2.5 border-b border-line py-3"
							>
								<span className="mt-0.5 text-ink-soft">
									<Icon name="document" />
								</span>
								<div className="min-w-0 flex-1 text-sm">
									<button
										type="button"
										data-testid="source-open"
										dir="auto"
										title="Read the text and take facts from it"
										onClick={() => onRead(source.id)}
										className="rounded-md text-left font-medium [overflow-wrap:anywhere] underline-offset-4 hover:underline"
									>
										{shownTitle(source.title)}
									</button>
									<p className="text-ink-soft">
										{`${countOf(source.factsCount, 'fact')} from ${countOf(source.characters, 'character')}`}
									</p>
									{hasPictures && source.factsCount > 0 && (
										<CoverageStrip
											title={source.title}
											parts={coverage?.parts ?? 1}
											cells={coverage?.cells.filter(({ sourceId }) => sourceId === source.id) ?? []}
										/>
									)}
									{source.url && (
										<a
											href={source.url}
											target="_blank"
											rel="noreferrer"
											className="block truncate rounded-md text-accent underline underline-offset-2"
										>
											{source.url.replace(/^https?:\/\//, '')}
											<span className="sr-only"> (opens in a new tab)</span>
										</a>
									)}
								</div>
							</li>
						))}
					</ul>
				)
			) : sources.error ? (
				<ErrorNotice
					title="The sources could not be loaded"
					message={errorText(sources.error)}
					onRetry={() => sources.refetch()}
				/>
			) : (
				<Skeleton label="Loading sources" lines={2} />
			)}
			{sources.data && hasPictures && (
				<StatusMatrix projectId={projectId} sources={sources.data} cells={coverage?.cells} />
			)}
		</section>
	)
}
