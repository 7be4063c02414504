import { useEffect, useEffectEvent } from 'react'

/** Listens to an event of the document while the component is on the page. The listener sees the values of the last render. */
export function useDocumentEvent<Type extends keyof DocumentEventMap>(
	type: Type,
	listener: (event: DocumentEventMap[Type]) => void,
) {
	const onEvent = useEffectEvent(listener)
	useEffect(() => {
		const listen = (event: DocumentEventMap[Type]) => onEvent(event)
		document.addEventListener(type, listen)
		return () => document.removeEventListener(type, listen)
	}, [type])
}
