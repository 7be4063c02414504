import { type RefObject, useLayoutEffect } from 'react'

/** Lets what is scrolled to in a sheet stop below a bar that sticks to its top. */
export function useScrollPadding(bar: RefObject<HTMLElement | null>): void {
	useLayoutEffect(() => {
		const element = bar.current
		const sheet = element?.closest<HTMLElement>('[role="dialog"]')
		if (!element || !sheet) return
		const observer = new ResizeObserver(() => {
			const isStuck = getComputedStyle(element).position === 'sticky'
			sheet.style.scrollPaddingTop = isStuck ? `${element.offsetHeight}px` : ''
		})
		observer.observe(element)
		observer.observe(sheet)
		return () => {
			observer.disconnect()
			sheet.style.scrollPaddingTop = ''
		}
	}, [bar])
}
