import { useState } from 'react'
import { type RouterOutputs, trpc } from '@/client/trpc'
import { limits } from '@/domain/limits'
import { isVisible, shownTitle } from '@/domain/visible-text'
import { Dialog } from '../ui/dialog'
import { controlClass, Field } from '../ui/field'
import { FormFooter } from '../ui/form-footer'
import { keepDraft, keptDraft } from '../ui/kept-drafts'
import { Select } from '../ui/select'
import { useForm } from '../ui/use-form'
import { useFactCache } from './use-fact-cache'

type AddFactDialogProps = {
	projectId: string
	/** Not empty. */
	sources: RouterOutputs['source']['list']
	open: boolean
	onClose: () => void
}

const blank = { claim: '', quote: '' }

/** Takes a claim and the passage that carries it, which must stand in the source word for word. */
export function AddFactDialog({ projectId, sources, open, onClose }: AddFactDialogProps) {
	const utils = trpc.useUtils()
	const { reload } = useFactCache(projectId)
	const draftName = `fact of ${projectId}`
	const [draft, setDraft] = useState(keptDraft<typeof blank>(draftName) ?? blank)
	const [chosen, setChosen] = useState<string | null>(null)
	const [unfound, setUnfound] = useState({ sourceId: '', quote: '' })
	const sourceId = chosen ?? sources[0]?.id ?? ''
	const quote = draft.quote.trim()
	const notVerbatim =
		unfound.sourceId === sourceId &&
		unfound.quote === quote &&
		'The source does not hold this passage word for word. Copy it from the text.'

	const set = (field: keyof typeof blank) => (event: { target: { value: string } }) => {
		const { value } = event.target
		const next = { ...draft, [field]: value }
		setDraft(next)
		keepDraft(draftName, next.claim || next.quote ? next : undefined)
	}
	const form = useForm({
		problems: { claim: !isVisible(draft.claim) && 'Write the claim.', quote: notVerbatim },
		failed: (reason) => `The fact was not added. ${reason}`,
		send: async () => {
			// A source's text never changes, so that a cached one is as good as a fresh one.
			const { text } = await utils.source.get.ensureData({ projectId, sourceId }, { retry: false })
			const quoteStart = text.indexOf(quote)
			if (quoteStart < 0) {
				setUnfound({ sourceId, quote })
				return false
			}
			await utils.client.fact.add.mutate({
				...{ projectId, sourceId, claim: draft.claim },
				...(quote && { quoteStart, quoteEnd: quoteStart + quote.length }),
			})
			void reload()
			return true
		},
		sent: (isAdded, isLeft) => {
			if (!isAdded) return
			if (keptDraft(draftName) === draft) keepDraft(draftName, undefined)
			setDraft((current) => (current === draft ? blank : current))
			if (!isLeft) onClose()
		},
	})

	return (
		<Dialog
			open={open}
			onClose={onClose}
			title="Add a fact"
			description="A claim in your words, and the passage that carries it in the source's."
		>
			<form {...form.props}>
				<div className="mb-4">
					<p className="mb-1.5 text-sm font-medium" aria-hidden="true">
						Source
					</p>
					<Select
						label="Source"
						value={sourceId}
						onChange={setChosen}
						options={sources.map(({ id, title }) => ({ value: id, label: shownTitle(title) }))}
						className="w-full"
					/>
				</div>
				<Field label="Claim" error={form.problemOf('claim')}>
					{(control) => (
						<textarea
							{...control}
							dir="auto"
							value={draft.claim}
							onChange={set('claim')}
							maxLength={limits.claimLength}
							rows={2}
							className={`${controlClass} py-2`}
						/>
					)}
				</Field>
				<Field
					label="Quote"
					hint="Copied from the source. Without one the claim still needs its evidence."
					error={notVerbatim}
				>
					{(control) => (
						<textarea
							{...control}
							dir="auto"
							value={draft.quote}
							onChange={set('quote')}
							rows={4}
							className={`${controlClass} py-2 font-serif leading-relaxed`}
						/>
					)}
				</Field>
				<FormFooter form={form} submit="Add fact" submitting="Adding…" onCancel={onClose} />
			</form>
		</Dialog>
	)
}
