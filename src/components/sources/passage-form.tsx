import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { trpc } from '@/client/trpc'
import { cutText } from '@/domain/cut-text'
import { limits } from '@/domain/limits'
import { isVisible } from '@/domain/visible-text'
import { useFactCache } from '../facts/use-fact-cache'
import { controlClass, Field } from '../ui/field'
import { FormFooter } from '../ui/form-footer'
import { keepDraft, keptDraft } from '../ui/kept-drafts'
import { useForm } from '../ui/use-form'
import type { Passage } from './text-chunks'

type PassageFormProps = {
	projectId: string
	sourceId: string
	passage: Passage
	quote: string
	onCancel: () => void
	onAdded: (claim: string) => void
}

/** Makes a fact of a passage: the quote is the passage itself, the claim begins as its words. A claim that is left half written is there again with its passage. */
export function PassageForm({
	projectId,
	sourceId,
	passage,
	quote,
	onCancel,
	onAdded,
}: PassageFormProps) {
	const { client } = trpc.useUtils()
	const { reload } = useFactCache(projectId)
	const draftName = `claim of ${sourceId} ${passage.start} ${passage.end}`
	const words = cutText(quote.replace(/\s+/g, ' '), limits.claimLength)
	const [claim, setClaim] = useState(keptDraft<string>(draftName) ?? words)
	const field = useRef<HTMLTextAreaElement>(null)
	const form = useForm({
		problems: { claim: !isVisible(claim) && 'Write the claim.' },
		failed: (reason) => `The fact was not added. ${reason} Your claim is still here.`,
		send: async () => {
			const { start: quoteStart, end: quoteEnd } = passage
			await client.fact.add.mutate({
				...{ projectId, sourceId, claim },
				...{ quoteStart, quoteEnd },
			})
			keepDraft(draftName, undefined)
			void reload()
		},
		sent: (_, isLeft) => !isLeft && onAdded(claim.trim()),
	})

	useEffect(() => {
		field.current?.focus({ preventScroll: true })
		field.current?.select()
	}, [])

	return (
		<form
			{...form.props}
			aria-label="New fact"
			data-keeps-escape
			onKeyDown={(event) => {
				if (event.key === 'Escape') onCancel()
				else if (isSubmit(event)) void form.submit(event)
			}}
		>
			<p className="text-sm font-medium">Quote</p>
			<blockquote
				dir="auto"
				data-testid="source-quote"
				className="mt-1 mb-3 line-clamp-3 border-l-2 border-line-strong pl-3 font-serif text-[0.9375rem] text-ink-soft [overflow-wrap:anywhere]"
			>
				{quote}
			</blockquote>
			<Field
				label="Claim"
				hint="What the passage says, in your words. Enter adds it."
				error={form.problemOf('claim')}
			>
				{(control) => (
					<textarea
						{...control}
						dir="auto"
						ref={field}
						value={claim}
						onChange={({ target: { value } }) => {
							setClaim(value)
							keepDraft(draftName, value === words ? undefined : value)
						}}
						maxLength={limits.claimLength}
						rows={3}
						className={`${controlClass} py-2`}
					/>
				)}
			</Field>
			<FormFooter
				form={form}
				submit="Add fact"
				submitting="Adding…"
				onCancel={onCancel}
				size="sm"
			/>
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
