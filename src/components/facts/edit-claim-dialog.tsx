import { useRef, useState } from 'react'
import { errorCode } from '@/client/api-error'
import { trpc } from '@/client/trpc'
import { limits } from '@/domain/limits'
import { isVisible } from '@/domain/visible-text'
import { countOf } from '../ui/count-of'
import { Dialog } from '../ui/dialog'
import { controlClass, Field } from '../ui/field'
import { useForm } from '../ui/use-form'
import { ConflictFooter } from './conflict-footer'
import { useFactCache } from './use-fact-cache'
import type { FactReview } from './use-fact-review'
import type { Fact } from './use-facts'

type EditClaimDialogProps = {
	projectId: string
	fact: Fact
	/** What was typed before and not saved. */
	draft: string | undefined
	onDraft: (claim: string | undefined) => void
	onSave: FactReview['editClaim']
	onClose: () => void
}

/** Puts a claim in other words. Where somebody else did meanwhile, both wordings stand side by side until one is chosen. */
export default function EditClaimDialog(props: EditClaimDialogProps) {
	const { projectId, fact, draft, onDraft, onSave, onClose } = props
	const utils = trpc.useUtils()
	const field = useRef<HTMLTextAreaElement>(null)
	const { reload } = useFactCache(projectId)
	const [claim, setClaim] = useState(draft ?? fact.claim)
	const [theirs, setTheirs] = useState<Fact | null>(null)
	const text = claim.trim()
	const over = text.length - limits.claimLength
	const problem = !isVisible(text)
		? 'Write the claim.'
		: over > 0 &&
			`${countOf(over, 'character')} too long: a claim has at most ${limits.claimLength.toLocaleString()}.`
	const left = over > -200 && over <= 0 ? `${countOf(-over, 'character')} left.` : undefined

	function finish() {
		onDraft(undefined)
		onClose()
	}

	async function save(seen: Fact): Promise<boolean> {
		try {
			await onSave(seen, text)
			return true
		} catch (error) {
			if (errorCode(error) !== 'CONFLICT') throw error
			const current = await utils.fact.get.fetch({ projectId, factId: fact.id }, { retry: false })
			// Only its status or its pin changed: nobody else's words are at stake.
			if (current.claim === seen.claim) return save(current)
			setTheirs(current)
			return false
		}
	}

	const form = useForm({
		problems: { claim: problem },
		failed: (reason) => `The claim was not saved. ${reason}`,
		send: async () => (text === fact.claim && !theirs) || save(theirs ?? fact),
		sent: (isSaved, isLeft) => {
			if (!isSaved) return
			onDraft(undefined)
			if (!isLeft) onClose()
		},
	})

	function keepTheirs() {
		void reload()
		finish()
	}

	return (
		<Dialog
			open
			onClose={onClose}
			initialFocus={field}
			title="Edit the claim"
			description="The claim is yours to word; its quote stays as the source has it."
		>
			<form {...form.props}>
				<Field label="Claim" hint={left} error={problem}>
					{(control) => (
						<textarea
							{...control}
							dir="auto"
							ref={field}
							value={claim}
							onChange={(event) => {
								setClaim(event.target.value)
								onDraft(event.target.value === fact.claim ? undefined : event.target.value)
							}}
							onKeyDown={(event) => {
								if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void form.submit()
							}}
							rows={4}
							className={`${controlClass} py-2`}
						/>
					)}
				</Field>
				{fact.quote && (
					<blockquote
						dir="auto"
						className="mb-4 border-l-2 border-line-strong pl-3 font-serif leading-relaxed text-ink-soft [overflow-wrap:anywhere]"
					>
						{fact.quote}
					</blockquote>
				)}
				<ConflictFooter
					form={form}
					submit="Save claim"
					theirs={
						theirs && {
							noun: 'claim',
							words: `It now reads “${theirs.claim}”. Your wording is still above.`,
						}
					}
					onKeepTheirs={keepTheirs}
					onCancel={onClose}
				/>
			</form>
		</Dialog>
	)
}
