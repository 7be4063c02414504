import { useState } from 'react'
import { isModalOpen } from '../ui/is-modal-open'
import { lazyPart } from '../ui/lazy-part'
import { useFileDrop } from '../ui/use-file-drop'
import { useTextPaste } from '../ui/use-text-paste'
import type { AddedSource, Offer } from './add-source-dialog'

const AddSourceDialog = lazyPart(() =>
	import('./add-source-dialog').then(({ AddSourceDialog }) => AddSourceDialog),
)

type AddSourceProps = {
	projectId: string
	open: boolean
	onOpen: () => void
	onClose: () => void
	/** Called with the source that now holds the text. */
	onAdded: (source: AddedSource) => void
}

/** The dialog that takes a text; a text that is pasted, or a file that is dropped, anywhere on the page opens it. */
export function AddSource({ open, onOpen, ...rest }: AddSourceProps) {
	const [offer, setOffer] = useState<Offer>({ files: [] })
	const accepts = () => open || !isModalOpen()
	const take = (next: Offer) => {
		setOffer(next)
		onOpen()
	}
	const isOver = useFileDrop({ accepts, onFiles: (files) => take({ files }) })
	useTextPaste((pasted) => accepts() && take(pasted))
	return (
		<>
			{isOver && (
				<div className="pointer-events-none fixed inset-3 z-50 grid place-items-center rounded-md border-2 border-dashed border-accent bg-surface/90">
					<p className="font-serif text-2xl">Drop the text to add it as a source</p>
				</div>
			)}
			<AddSourceDialog {...rest} open={open} offer={offer} />
		</>
	)
}
