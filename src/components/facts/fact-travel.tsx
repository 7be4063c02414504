import { useState } from 'react'
import { Button } from '../ui/button'
import { lazyPart } from '../ui/lazy-part'
import { type FactView, isFiltered } from './fact-view'
import type { FactReview } from './use-fact-review'

const ExportFactsDialog = lazyPart(() =>
	import('./export-facts-dialog').then((file) => file.ExportFactsDialog),
)
const ImportFactsDialog = lazyPart(() =>
	import('./import-facts-dialog').then((file) => file.ImportFactsDialog),
)
const ways = [
	{ dialog: 'export', label: 'Export' },
	{ dialog: 'import', label: 'Import' },
] as const

/** A finger needs more than a pointer. */
const touchable = 'pointer-coarse:min-h-10 max-sm:px-1.5'

type FactTravelProps = {
	projectId: string
	view: FactView
	selectedIds: ReadonlySet<string>
	review: Pick<FactReview, 'offerUndo'>
}

/** The ways of facts out of a project and into one, in files. */
export function FactTravel({ projectId, view, selectedIds, review }: FactTravelProps) {
	const [open, setOpen] = useState<'export' | 'import' | null>(null)
	const close = () => setOpen(null)
	return (
		<>
			<div className="ml-auto flex">
				{ways.map(({ dialog, label }) => (
					<Button
						key={dialog}
						variant="link"
						size="sm"
						className={touchable}
						data-testid={`facts-${dialog}-open`}
						onClick={() => setOpen(dialog)}
					>
						<span>{label}</span>
						<span className="sr-only"> facts</span>
					</Button>
				))}
			</div>
			<ExportFactsDialog
				projectId={projectId}
				view={view}
				isViewPart={isFiltered(view)}
				selectedIds={selectedIds}
				open={open === 'export'}
				onClose={close}
			/>
			<ImportFactsDialog
				projectId={projectId}
				offerUndo={review.offerUndo}
				open={open === 'import'}
				onClose={close}
			/>
		</>
	)
}
