import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '../ui/button'
import { type FactView, isFiltered } from './fact-view'
import type { FactReview } from './use-fact-review'

const ExportFactsDialog = dynamic(
	() => import('./export-facts-dialog').then((file) => file.ExportFactsDialog),
	{ ssr: false },
)
const ImportFactsDialog = dynamic(
	() => import('./import-facts-dialog').then((file) => file.ImportFactsDialog),
	{ ssr: false },
)

/** A finger needs more than a pointer. */
const touchable = 'pointer-coarse:min-h-10'

type FactTravelProps = {
	projectId: string
	view: FactView
	selectedIds: ReadonlySet<string>
	review: Pick<FactReview, 'offerUndo'>
}

/** The ways of facts out of a project and into one, in files. */
export function FactTravel({ projectId, view, selectedIds, review }: FactTravelProps) {
	const [open, setOpen] = useState<'export' | 'import' | null>(null)
	const [loaded, setLoaded] = useState<ReadonlySet<string>>(new Set())
	const show = (dialog: 'export' | 'import') => () => {
		setLoaded((names) => new Set(names).add(dialog))
		setOpen(dialog)
	}
	const close = () => setOpen(null)
	return (
		<>
			<span className="-ml-2.5 inline-flex">
				<Button
					variant="link"
					size="sm"
					className={touchable}
					data-testid="facts-export-open"
					onClick={show('export')}
				>
					<span>Export</span>
					<span className="sr-only"> facts</span>
				</Button>
				<Button
					variant="link"
					size="sm"
					className={touchable}
					data-testid="facts-import-open"
					onClick={show('import')}
				>
					<span>Import</span>
					<span className="sr-only"> facts</span>
				</Button>
			</span>
			{loaded.has('export') && (
				<ExportFactsDialog
					projectId={projectId}
					view={view}
					isViewPart={isFiltered(view)}
					selectedIds={selectedIds}
					open={open === 'export'}
					onClose={close}
				/>
			)}
			{loaded.has('import') && (
				<ImportFactsDialog
					projectId={projectId}
					offerUndo={review.offerUndo}
					open={open === 'import'}
					onClose={close}
				/>
			)}
		</>
	)
}
