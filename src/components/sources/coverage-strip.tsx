import { type FactStatus, factStatuses, statusLabels } from '@/domain/fact-status'
import { shownTitle } from '@/domain/visible-text'
import type { Coverage } from './use-coverage'

export const statusFill: Record<FactStatus, string> = {
	pending: 'var(--pending)',
	approved: 'var(--approved)',
	needs_review: 'var(--review)',
	flagged: 'var(--flagged)',
	rejected: 'var(--rejected)',
}

type CoverageStripProps = {
	title: string
	/** Of this source; the strip keeps the place for them until they are counted. */
	cells: Coverage['cells']
	/** Into how many parts the text is divided. */
	parts: number
}

const rowHeight = 3
const height = factStatuses.length * (rowHeight + 1) + 1

/** A source's text from left to right, with a mark where the quotes of facts begin, a row for each status. */
export function CoverageStrip({ title, parts, cells }: CoverageStripProps) {
	const placed = cells.filter(({ part }) => part !== null)
	const statuses = factStatuses.filter((status) => placed.some((cell) => cell.status === status))
	const percent = (part: number) => `${Math.round((part / parts) * 100)}%`
	return (
		<>
			<svg
				aria-hidden="true"
				viewBox={`0 0 ${parts} ${height}`}
				preserveAspectRatio="none"
				className="my-1.5 h-8 w-full rounded-md bg-sunken"
			>
				{placed.map(({ status, part }) => (
					<rect
						key={`${status} ${part}`}
						x={part ?? 0}
						y={1 + factStatuses.indexOf(status) * (rowHeight + 1)}
						width="1"
						height={rowHeight}
						fill={statusFill[status]}
					/>
				))}
			</svg>
			{/* A table cannot be made as narrow as this on its own. */}
			<div className="sr-only" hidden={placed.length === 0}>
				<table>
					<caption>{`Where facts lie in “${shownTitle(title)}”`}</caption>
					<thead>
						<tr>
							<th scope="col">Status</th>
							<th scope="col">Facts</th>
							<th scope="col">First begins at</th>
							<th scope="col">Last begins at</th>
						</tr>
					</thead>
					<tbody>
						{statuses.map((status) => {
							const own = placed.filter((cell) => cell.status === status)
							const places = own.map(({ part }) => part ?? 0)
							return (
								<tr key={status}>
									<th scope="row">{statusLabels[status]}</th>
									<td>{own.reduce((sum, { count }) => sum + count, 0)}</td>
									<td>{percent(Math.min(...places))}</td>
									<td>{percent(Math.max(...places))}</td>
								</tr>
							)
						})}
					</tbody>
				</table>
			</div>
		</>
	)
}
