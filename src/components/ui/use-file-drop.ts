import { useState } from 'react'
import { useDocumentEvent } from './use-document-event'

type FileDrop = {
	/** Whether the page takes files now. */
	accepts: () => boolean
	onFiles: (files: File[]) => void
}

/** Takes files that are dropped anywhere on the page, and is true while somebody holds some over it. */
export function useFileDrop({ accepts, onFiles }: FileDrop): boolean {
	const [isOver, setOver] = useState(false)

	useDocumentEvent('dragover', (event) => {
		if (!event.dataTransfer?.types.includes('Files')) return
		event.preventDefault()
		const accepted = accepts()
		event.dataTransfer.dropEffect = accepted ? 'copy' : 'none'
		setOver(accepted)
	})
	useDocumentEvent('dragleave', (event) => event.relatedTarget === null && setOver(false))
	useDocumentEvent('drop', (event) => {
		setOver(false)
		if (!event.dataTransfer?.types.includes('Files')) return
		// The browser would leave the page for a file that the page does not take.
		event.preventDefault()
		const files = [...event.dataTransfer.files]
		if (files.length > 0 && accepts()) onFiles(files)
	})
	return isOver
}
