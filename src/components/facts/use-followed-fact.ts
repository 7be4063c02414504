import type { Virtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef } from 'react'
import type { Row } from './shown-order'
import type { CurrentFact } from './use-current-fact'

type Followed = {
	/** The fact to follow; null for none. */
	factId: string | null
	note: CurrentFact['note']
}

/** Makes a fact that is shown elsewhere the current one of the list, once, and brings its row into view where it is not. The focus stays where it is. A fact that the list does not have changes nothing. */
export function useFollowedFact(
	rows: Row[],
	virtualizer: Pick<Virtualizer<Window, Element>, 'scrollToIndex'>,
	{ factId, note }: Followed,
): void {
	const last = useRef<string | null>(null)
	const index = useMemo(
		() =>
			factId === null ? -1 : rows.findIndex((row) => 'factId' in row && row.factId === factId),
		[rows, factId],
	)
	useEffect(() => {
		if (factId === null) last.current = null
		if (factId === null || index < 0 || last.current === factId) return
		last.current = factId
		note(factId)
		virtualizer.scrollToIndex(index, { align: 'auto' })
	}, [factId, index, note, virtualizer])
}
