import { DrawerHeader } from '@/components/ui/drawer'
import { EmptyNotice, ErrorNotice } from '@/components/ui/notice'
import { Skeleton } from '@/components/ui/skeleton'
import { errorText } from '@/lib/error-text'
import { countOf, dateTime } from '@/lib/format'
import { modeLabels } from '@/lib/labels'
import { trpc } from '@/lib/trpc'

type HistoryPanelProps = { projectId: string; onOpen: (outputId: string) => void }

/** What the drawer holds while it lists the outputs of a project. */
export function HistoryPanel({ projectId, onOpen }: HistoryPanelProps) {
	const outputs = trpc.output.list.useQuery({ projectId })
	return (
		<>
			<DrawerHeader
				title="History"
				description="The newest hundred texts of this project, newest first."
				closeTestId="outputs-history-close"
			/>
			<div className="px-4 pt-6 pb-16 sm:px-8">
				{outputs.data ? (
					outputs.data.length === 0 ? (
						<EmptyNotice title="Nothing written yet" testId="outputs-history-empty">
							Select facts, choose a format and press Generate. Every text is kept here.
						</EmptyNotice>
					) : (
						<ul data-testid="outputs-history-list" className="border-t border-line">
							{outputs.data.map((output) => (
								<li key={output.id} className="border-b border-line">
									<button
										type="button"
										data-testid="outputs-history-item"
										onClick={() => onOpen(output.id)}
										className="w-full rounded-md px-2 py-4 text-left hover:bg-sunken"
									>
										<span className="block font-serif text-lg leading-snug [overflow-wrap:anywhere]">
											{output.title}
										</span>
										<span className="mt-1 block text-sm text-ink-soft">
											{modeLabels[output.mode].name} · {countOf(output.sourcesCount, 'source')} ·{' '}
											{dateTime(output.createdAt)}
										</span>
									</button>
								</li>
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
			</div>
		</>
	)
}
