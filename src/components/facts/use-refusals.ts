import { useEffect, useRef } from 'react'
import { cutText } from '@/domain/cut-text'
import { useToast } from '../ui/toast'
import type { Announce } from '../ui/toast-stack'

type Refused = { id: string; claim: string }
type Refusal = { reason: string; isShown: boolean }

const shownOfClaim = 60

/**
 * Keeps the facts whose decisions the server refused after the queue had left them, and tells of them in one message that
 * leads back to the first. Who visits a fact has learnt of its refusal.
 */
export function useRefusals(announce: Announce, factId: string) {
	const show = useToast()
	const refused = useRef<Refused[]>([])
	const close = useRef(() => {})

	function tell(reason: string, go: (factId: string) => void) {
		close.current()
		const [first] = refused.current
		if (!first) return
		const message =
			refused.current.length === 1
				? `Nothing was changed at “${cutText(first.claim, shownOfClaim)}”. ${reason}`
				: `Nothing was changed at ${refused.current.length} facts. ${reason}`
		const open = () => {
			const next = refused.current.shift()
			if (next) go(next.id)
			tell(reason, go)
		}
		close.current = announce(message, open, { openLabel: 'Show the fact', failed: true })
	}

	useEffect(() => {
		if (!refused.current.some(({ id }) => id === factId)) return
		refused.current = refused.current.filter(({ id }) => id !== factId)
		if (refused.current.length === 0) close.current()
	}, [factId])

	return (fact: Refused, { reason, isShown }: Refusal, go: (factId: string) => void) => {
		if (isShown) return show(`Nothing was changed. ${reason}`)
		refused.current = [...refused.current.filter(({ id }) => id !== fact.id), fact]
		tell(reason, go)
	}
}
