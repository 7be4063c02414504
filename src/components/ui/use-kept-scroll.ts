import Router from 'next/router'
import { useEffect, useEffectEvent } from 'react'

/** A distance from the page's top, and what stands at the top of the window there, `offset` below it. */
type Place = { top: number; anchor?: { id: string; offset: number } }

const settledFrames = 20
const patienceMs = 5_000
/** By the router's address: after Back the window has the next one already while the page is still there. */
const keyOf = () => `artifact.scroll ${Router.asPath}`

/** Whether Back, Forward or a reload led to where the page is now, and not a link. */
let isReturn = false
if (typeof window !== 'undefined') {
	const [load] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
	isReturn = load?.type === 'reload' || load?.type === 'back_forward'
	let isPopped = false
	window.addEventListener('popstate', () => {
		isPopped = true
	})
	Router.events.on('routeChangeStart', () => {
		isReturn = isPopped
		isPopped = false
	})
}

/**
 * Leads back to where somebody was on a page, after Back or a reload. The browser itself gives up before a list has been
 * loaded; `isReady` says that there is something to scroll. `attribute` names each item of a list, whose height is known
 * only as far as it has been drawn: the item at the top of the window counts then. Whoever scrolls meanwhile is left alone.
 */
export function useKeptScroll(isReady: boolean, attribute: string) {
	const restore = useEffectEvent((done: () => void) => {
		const place = isReturn ? stored() : null
		isReturn = false
		return place?.top ? scrollTo(place, attribute, done) : done()
	})
	useEffect(() => {
		if (!isReady) return
		// Where the browser scrolls before the place is found again is no place of anybody.
		let isFound = false
		const keep = () => isFound && store(keyOf(), placeNow(attribute))
		const stop = restore(() => {
			isFound = true
		})
		window.addEventListener('pagehide', keep)
		Router.events.on('routeChangeStart', keep)
		return () => {
			stop?.()
			window.removeEventListener('pagehide', keep)
			Router.events.off('routeChangeStart', keep)
		}
	}, [isReady, attribute])
}

function placeNow(attribute: string): Place {
	const top = Math.round(window.scrollY)
	for (const item of document.querySelectorAll(`[${attribute}]`)) {
		const box = item.getBoundingClientRect()
		const id = item.getAttribute(attribute)
		if (id && box.top <= 0 && box.bottom > 0) return { top, anchor: { id, offset: box.top } }
	}
	return { top }
}

/** How far the page is from a place, in pixels. */
function distanceTo({ top, anchor }: Place, attribute: string): number {
	const item = anchor && document.querySelector(`[${attribute}="${CSS.escape(anchor.id)}"]`)
	return item ? item.getBoundingClientRect().top - anchor.offset : top - window.scrollY
}

/** Scrolls until the page stays at a place, as it grows while its parts come. */
function scrollTo(place: Place, attribute: string, done: () => void): () => void {
	const end = performance.now() + patienceMs
	let settled = 0
	let frame = 0
	const gestures = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const
	const stop = () => {
		cancelAnimationFrame(frame)
		for (const gesture of gestures) window.removeEventListener(gesture, stop)
		done()
	}
	const go = () => {
		const distance = distanceTo(place, attribute)
		settled = Math.abs(distance) < 2 ? settled + 1 : 0
		window.scrollBy({ top: distance, behavior: 'instant' })
		if (settled >= settledFrames || performance.now() > end) return stop()
		frame = requestAnimationFrame(go)
	}
	for (const gesture of gestures) window.addEventListener(gesture, stop, { passive: true })
	frame = requestAnimationFrame(go)
	return stop
}

function stored(): Place | null {
	try {
		return JSON.parse(sessionStorage.getItem(keyOf()) ?? 'null')
	} catch {
		return null
	}
}

function store(key: string, place: Place) {
	try {
		sessionStorage.setItem(key, JSON.stringify(place))
	} catch {
		// A browser that stores nothing begins at the top.
	}
}
