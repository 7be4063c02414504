import { type FormEvent, useState } from 'react'
import { errorText } from '@/client/error-text'
import { type RouterOutputs, trpc } from '@/client/trpc'
import { limits } from '@/domain/vocabulary'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { controlClass, Field } from '../ui/field'
import { Select } from '../ui/select'
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
	const [draft, setDraft] = useState(blank)
	const [chosen, setChosen] = useState<string | null>(null)
	const [problem, setProblem] = useState<{ field: keyof typeof blank; text: string } | null>(null)
	const [failure, setFailure] = useState<unknown>(null)
	const [isPending, setPending] = useState(false)
	const sourceId = chosen ?? sources[0]?.id ?? ''

	const set = (field: keyof typeof blank) => (event: { target: { value: string } }) => {
		setDraft((current) => ({ ...current, [field]: event.target.value }))
		setProblem(null)
	}
	const problemOf = (field: keyof typeof blank) => (problem?.field === field ? problem.text : null)

	async function submit(event: FormEvent) {
		event.preventDefault()
		if (isPending) return
		if (!draft.claim.trim()) return setProblem({ field: 'claim', text: 'Write the claim.' })
		setFailure(null)
		setPending(true)
		try {
			const quote = draft.quote.trim()
			// A source's text never changes, so that a cached one is as good as a fresh one.
			const { text } = await utils.source.get.ensureData({ projectId, sourceId }, { retry: false })
			const quoteStart = text.indexOf(quote)
			if (quoteStart < 0)
				return setProblem({
					field: 'quote',
					text: 'The source does not hold this passage word for word. Copy it from the text.',
				})
			await utils.client.fact.add.mutate({
				...{ projectId, sourceId, claim: draft.claim },
				...(quote && { quoteStart, quoteEnd: quoteStart + quote.length }),
			})
			void reload()
			setDraft(blank)
			onClose()
		} catch (error) {
			setFailure(error)
		} finally {
			setPending(false)
		}
	}

	return (
		<Dialog
			open={open}
			onClose={onClose}
			title="Add a fact"
			description="A claim in your words, and the passage that carries it in the source's."
		>
			<form onSubmit={submit} noValidate>
				<div className="mb-4">
					<p className="mb-1.5 text-sm font-medium" aria-hidden="true">
						Source
					</p>
					<Select
						label="Source"
						value={sourceId}
						onChange={setChosen}
						options={sources.map(({ id, title }) => ({ value: id, label: title }))}
						className="w-full"
					/>
				</div>
				<Field label="Claim" error={problemOf('claim')}>
					{(control) => (
						<textarea
							{...control}
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
					error={problemOf('quote')}
				>
					{(control) => (
						<textarea
							{...control}
							value={draft.quote}
							onChange={set('quote')}
							rows={4}
							className={`${controlClass} py-2 font-serif leading-relaxed`}
						/>
					)}
				</Field>
				{failure !== null && (
					<p role="alert" className="mb-4 text-sm text-danger">
						The fact was not added. {errorText(failure)}
					</p>
				)}
				<div className="flex justify-end gap-3">
					<Button onClick={onClose}>Cancel</Button>
					<Button type="submit" variant="primary" aria-disabled={isPending}>
						{isPending ? 'Adding…' : 'Add fact'}
					</Button>
				</div>
			</form>
		</Dialog>
	)
}
