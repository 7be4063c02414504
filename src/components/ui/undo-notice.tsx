import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Button } from './button'
import { Icon } from './icon'
import { QuotedText } from './quoted-text'
import { useLastOffer, useUndo } from './undo'
import type { Offer } from './undo-stack'

/** Says what was done last in a place and offers the way back; nothing where there is no way back. */
export function UndoNotice({ place }: { place: string }) {
	const offer = useLastOffer(place)
	const [lastBefore] = useState(offer?.id ?? 0)
	return offer && <OfferNotice key={offer.id} offer={offer} takesFocus={offer.id > lastBefore} />
}

type OfferNoticeProps = {
	offer: Offer
	/** False for an offer that was there before the place was opened: the focus is then on the place itself. */
	takesFocus: boolean
}

function OfferNotice({ offer, takesFocus }: OfferNoticeProps) {
	const stack = useUndo()
	const notice = useRef<HTMLDivElement>(null)
	const undo = useRef<HTMLButtonElement>(null)
	// The notice takes the focus that the removed item had, and hands it on when it goes itself.
	useEffect(() => {
		if (takesFocus) undo.current?.focus()
	}, [takesFocus])
	useLayoutEffect(() => {
		const element = notice.current
		const around = element?.closest<HTMLElement>('[role=dialog], main')
		return () => {
			if (element?.contains(document.activeElement)) around?.focus({ preventScroll: true })
		}
	}, [])
	return (
		<div
			ref={notice}
			className="mb-4 flex flex-wrap items-center gap-3 rounded-md border border-line-strong bg-sunken py-2 pr-2 pl-4"
		>
			<p role="status" className="min-w-0 flex-1 text-[0.9375rem] [overflow-wrap:anywhere]">
				<span>
					<QuotedText text={offer.message} />
				</span>
				{offer.problem && <span className="block text-danger">{offer.problem}</span>}
			</p>
			<Button ref={undo} size="sm" onClick={() => void stack.undo(offer.id)}>
				Undo
			</Button>
			<Button
				variant="quiet"
				size="icon"
				aria-label="Dismiss message"
				onClick={() => stack.forget(offer.place)}
			>
				<Icon name="close" />
			</Button>
		</div>
	)
}
