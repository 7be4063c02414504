import { useEffect, useEffectEvent, useState } from 'react'

type FileDrop = {
	/** Whether a drop would be taken now. */
	accepts: () => boolean
	onFiles: (files: File[]) => void
}

/** Takes files that are dropped anywhere on the page, and is true while some are held over it. A drop that is not taken must not leave the page for the file either. */
export function useFileDrop({ accepts, onFiles }: FileDrop): boolean {
	const [isOver, setOver] = useState(false)
	const over = useEffectEvent((event: DragEvent) => {
		if (!event.dataTransfer?.types.includes('Files')) return
		event.preventDefault()
		const accepted = accepts()
		event.dataTransfer.dropEffect = accepted ? 'copy' : 'none'
		setOver(accepted)
	})
	const drop = useEffectEvent((event: DragEvent) => {
		setOver(false)
		if (!event.dataTransfer?.types.includes('Files')) return
		event.preventDefault()
		const files = [...event.dataTransfer.files]
		if (files.length > 0 && accepts()) onFiles(files)
	})

	useEffect(() => {
		const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false)
		document.addEventListener('dragover', over)
		document.addEventListener('dragleave', leave)
		document.addEventListener('drop', drop)
		return () => {
			document.removeEventListener('dragover', over)
			document.removeEventListener('dragleave', leave)
			document.removeEventListener('drop', drop)
		}
	}, [])
	return isOver
}
