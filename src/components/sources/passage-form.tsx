import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { errorText } from '@/client/error-text'
import { trpc } from '@/client/trpc'
import { limits } from '@/domain/vocabulary'
import { useFactCache } from '../facts/use-fact-cache'
import { Button } from '../ui/button'
import { controlClass, Field } from '../ui/field'
import type { Passage } from './source-text'

type PassageFormProps = {
	projectId: string
	sourceId: string
	passage: Passage
	quote: string
	onCancel: () => void
	onAdded: (claim: string) => void
}

/** Makes a fact of a passage: the quote is the passage itself, the claim begins as its words. */
export function PassageForm({
	projectId,
	sourceId,
	passage,
	quote,
	onCancel,
	onAdded,
}: PassageFormProps) {
	const { reload } = useFactCache(projectId)
	const [claim, setClaim] = useState(() =>
		quote.replace(/\s+/g, ' ').slice(0, limits.claimLength).toWellFormed(),
	)
	const [isEmpty, setEmpty] = useState(false)
	const field = useRef<HTMLTextAreaElement>(null)
	const add = trpc.fact.add.useMutation({
		onSuccess: () => {
			void reload()
			onAdded(claim.trim())
		},
	})

	useEffect(() => {
		field.current?.focus({ preventScroll: true })
		field.current?.select()
	}, [])

	function submit(event: FormEvent) {
		event.preventDefault()
		setEmpty(!claim.trim())
		if (!claim.trim() || add.isPending) return
		const { start: quoteStart, end: quoteEnd } = passage
		add.mutate({ projectId, sourceId, claim, quoteStart, quoteEnd })
	}

	return (
		<form
			onSubmit={submit}
			noValidate
			aria-label="New fact"
			data-keeps-escape
			onKeyDown={(event) => {
				if (event.key === 'Escape') onCancel()
				else if (isSubmit(event)) submit(event)
			}}
		>
			<p className="text-sm font-medium">Quote</p>
			<blockquote
				data-testid="source-quote"
				className="mt-1 mb-3 line-clamp-3 border-l-2 border-line-strong pl-3 font-serif text-[0.9375rem] text-ink-soft [overflow-wrap:anywhere]"
			>
				{quote}
			</blockquote>
			<Field
				label="Claim"
				hint="What the passage says, in your words. Enter adds it."
				error={isEmpty && !claim.trim() ? 'Write the claim.' : null}
			>
				{(control) => (
					<textarea
						{...control}
						ref={field}
						value={claim}
						onChange={(event) => setClaim(event.target.value)}
						maxLength={limits.claimLength}
						rows={3}
						className={`${controlClass} py-2`}
					/>
				)}
			</Field>
			{add.error && (
				<p role="alert" className="mb-3 text-sm text-danger">
					The fact was not added. {errorText(add.error)} Your claim is still here.
				</p>
			)}
			<div className="flex justify-end gap-3">
				<Button size="sm" onClick={onCancel}>
					Cancel
				</Button>
				<Button type="submit" size="sm" variant="primary" aria-disabled={add.isPending}>
					{add.isPending ? 'Adding…' : 'Add fact'}
				</Button>
			</div>
		</form>
	)
}

/** Enter in the claim, which is one sentence and selected as a whole at first, so that a line end would replace it. */
function isSubmit({ key, shiftKey, nativeEvent, target }: KeyboardEvent): boolean {
	return (
		key === 'Enter' &&
		!shiftKey &&
		!nativeEvent.isComposing &&
		target instanceof HTMLTextAreaElement
	)
}
