import { useState } from 'react'
import { errorText } from '@/client/api-error'
import { trpc } from '@/client/trpc'
import { limits } from '@/domain/limits'
import { Button } from '../ui/button'
import { useToast } from '../ui/toast'
import { type FactView, filterOfView, isFiltered } from './fact-view'
import type { Selection } from './use-selection'

type SelectAllProps = {
	projectId: string
	view: FactView
	/** How many facts the view's filter lets through. */
	total: number
	selection: Selection
	/** The ids of the list where no filter of the server's tells them. */
	among: readonly string[] | null
	/** Resolves once the server has what was decided. */
	settled: () => Promise<unknown>
}

/** Selects all facts of the view, or the others of it, also those that are not loaded yet. */
export function SelectAll(props: SelectAllProps) {
	const { projectId, view, total, selection, among, settled } = props
	const utils = trpc.useUtils()
	const toast = useToast()
	const [isPending, setPending] = useState(false)
	if (total < 2) return null
	const count = Math.min(total, limits.factsPerView).toLocaleString()
	const label =
		total > limits.factsPerView
			? `Select the first ${count}`
			: among || isFiltered(view)
				? `Select all ${count} matches`
				: `Select all ${count}`

	async function select(how: 'add' | 'invert') {
		if (isPending) return
		if (among) return selection[how](among)
		setPending(true)
		try {
			const filter = filterOfView(view)
			await settled()
			const ids = await utils.client.fact.matchingIds.query({ projectId, ...filter })
			selection[how](ids)
			// Somebody else may have decided meanwhile: the number follows what was selected.
			if (ids.length !== total) void utils.fact.counts.invalidate({ projectId })
		} catch (error) {
			toast(`The facts were not selected. ${errorText(error)}`)
		}
		setPending(false)
	}

	return (
		<>
			<Button
				variant="link"
				size="sm"
				data-testid="facts-select-all"
				aria-disabled={isPending}
				onClick={() => select('add')}
				className="tabular-nums max-sm:px-0 max-sm:pr-2"
			>
				{isPending ? 'Selecting…' : label}
			</Button>
			{selection.ids.size > 0 && total <= limits.factsPerView && (
				<Button
					variant="link"
					size="sm"
					data-testid="facts-invert-selection"
					title="Select the others of this view instead"
					aria-disabled={isPending}
					onClick={() => select('invert')}
					className="max-sm:px-1.5"
				>
					<span>Invert</span>
					<span className="sr-only"> selection</span>
				</Button>
			)}
		</>
	)
}
