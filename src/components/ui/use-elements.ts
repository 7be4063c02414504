import { useRef } from 'react'

/** Elements by their number, so that the focus can go to one of them. Of several with one number the first counts. */
export function useElements() {
	const elements = useRef(new Map<number, HTMLElement>())
	const refOf = (number: number) => (element: HTMLElement | null) => {
		if (element && !elements.current.has(number)) elements.current.set(number, element)
		return () => {
			if (elements.current.get(number) === element) elements.current.delete(number)
		}
	}
	const focus = (number: number) => elements.current.get(number)?.focus()
	return { refOf, focus }
}

export type ElementRefOf = ReturnType<typeof useElements>['refOf']
