import Link from 'next/link'
import type { RouterOutputs } from '@/client/trpc'
import { type FactStatus, factStatuses, statusLabels } from '@/domain/fact-status'
import { shownTitle } from '@/domain/visible-text'
import { countOf } from '../ui/count-of'
import { Icon } from '../ui/icon'
import { statusFill } from './coverage-strip'
import type { Coverage } from './use-coverage'

type StatusMatrixProps = {
	projectId: string
	sources: RouterOutputs['source']['list']
	/** Undefined until they are counted, which the table keeps the place for. */
	cells: Coverage['cells'] | undefined
}

/** How many facts of each status each source has; every count leads to these facts. */
export function StatusMatrix({ projectId, sources, cells }: StatusMatrixProps) {
	const countIn = (sourceId: string, status: FactStatus) =>
		(cells ?? [])
			.filter((cell) => cell.sourceId === sourceId && cell.status === status)
			.reduce((sum, { count }) => sum + count, 0)
	const most = Math.max(
		1,
		...sources.flatMap(({ id }) => factStatuses.map((status) => countIn(id, status))),
	)
	const shown = sources.filter(({ factsCount }) => factsCount > 0)
	if (shown.length === 0) return null
	return (
		<table
			className="mt-8 w-full table-fixed text-sm tabular-nums"
			data-testid="status-matrix"
			aria-busy={!cells}
		>
			<caption className="mb-2 text-left font-serif text-xl">Facts by status</caption>
			<thead>
				<tr>
					<td className="w-[34%]" />
					{factStatuses.map((status) => (
						<th
							key={status}
							scope="col"
							title={statusLabels[status]}
							className="pb-1.5 font-normal"
							style={{ color: statusFill[status] }}
						>
							<span className="inline-flex">
								<Icon name={status} />
							</span>
							<span className="sr-only">{statusLabels[status]}</span>
						</th>
					))}
				</tr>
			</thead>
			<tbody>
				{shown.map(({ id, title }) => (
					<tr key={id} className="border-t border-line">
						<th
							scope="row"
							dir="auto"
							title={shownTitle(title)}
							className="truncate py-1 pr-2 text-left font-normal"
						>
							{shownTitle(title)}
						</th>
						{factStatuses.map((status) => {
							const count = countIn(id, status)
							return (
								<td key={status} className="p-0.5 text-center">
									{count === 0 ? (
										<span className="block py-1 text-ink-soft">{cells ? 0 : '·'}</span>
									) : (
										<Link
											href={{
												pathname: '/project/[id]',
												query: { id: projectId, source: id, status },
											}}
											aria-label={`${countOf(count, 'fact')}, ${statusLabels[status]}, from ${shownTitle(title)}`}
											className="relative block rounded-md py-1 underline underline-offset-2 hover:bg-sunken"
										>
											<svg
												aria-hidden="true"
												viewBox="0 0 10 1"
												preserveAspectRatio="none"
												className="absolute inset-x-0.5 bottom-0 h-0.5 w-[calc(100%-0.25rem)]"
											>
												<rect
													width={Math.max(1, (count / most) * 10)}
													height="1"
													fill={statusFill[status]}
												/>
											</svg>
											<span>{count.toLocaleString(undefined, { notation: 'compact' })}</span>
										</Link>
									)}
								</td>
							)
						})}
					</tr>
				))}
			</tbody>
		</table>
	)
}
