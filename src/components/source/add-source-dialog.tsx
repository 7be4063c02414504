import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { controlClass, Field } from '@/components/ui/field'
import { useToast } from '@/components/ui/toast'
import { errorText } from '@/lib/error-text'
import { trpc } from '@/lib/trpc'
import { limits } from '@/lib/vocabulary'

type AddSourceDialogProps = { projectId: string; open: boolean; onClose: () => void }

const blank = { title: '', url: '', text: '' }

/** Takes a text by hand. Closing keeps what was typed until the source is added. */
export function AddSourceDialog({ projectId, open, onClose }: AddSourceDialogProps) {
	const utils = trpc.useUtils()
	const tell = useToast()
	const [draft, setDraft] = useState(blank)
	const [missing, setMissing] = useState<'title' | 'text' | null>(null)
	const add = trpc.source.add.useMutation({
		onSuccess: (source) => {
			if (!source.created) tell(`This text is already here, as “${source.title}”.`)
			void utils.source.list.invalidate({ projectId })
			setDraft(blank)
			onClose()
		},
	})
	const set = (field: keyof typeof blank) => (event: { target: { value: string } }) =>
		setDraft((current) => ({ ...current, [field]: event.target.value }))

	function submit(event: FormEvent) {
		event.preventDefault()
		if (add.isPending) return
		const empty = !draft.title.trim() ? 'title' : !draft.text.trim() ? 'text' : null
		setMissing(empty)
		if (empty) return
		const { title, text } = draft
		add.mutate({ projectId, title, text, url: draft.url.trim() || undefined })
	}

	return (
		<Dialog
			open={open}
			onClose={onClose}
			title="Add a source"
			description="The text is kept as it is now, so that every quote stays verifiable."
		>
			<form onSubmit={submit} noValidate>
				<Field
					label="Title"
					error={missing === 'title' && !draft.title.trim() ? 'Give the source a title.' : null}
				>
					{(control) => (
						<input
							{...control}
							value={draft.title}
							maxLength={limits.titleLength}
							onChange={set('title')}
							autoComplete="off"
							className={`${controlClass} h-10`}
						/>
					)}
				</Field>
				<Field
					label="Address (optional)"
					hint="Where the text comes from, for readers of its quotes."
				>
					{(control) => (
						<input
							{...control}
							type="url"
							inputMode="url"
							value={draft.url}
							onChange={set('url')}
							placeholder="https://"
							data-testid="source-url-input"
							className={`${controlClass} h-10`}
						/>
					)}
				</Field>
				<Field
					label="Text"
					hint={`${draft.text.length.toLocaleString()} of at most ${limits.sourceTextLength.toLocaleString()} characters`}
					error={
						missing === 'text' && !draft.text.trim()
							? 'Paste the text of the source.'
							: draft.text.length > limits.sourceTextLength
								? `This text has ${draft.text.length.toLocaleString()} characters; ${limits.sourceTextLength.toLocaleString()} fit. Split it into two sources.`
								: null
					}
				>
					{(control) => (
						<textarea
							{...control}
							value={draft.text}
							onChange={set('text')}
							rows={9}
							className={`${controlClass} py-2 font-serif leading-relaxed`}
						/>
					)}
				</Field>
				{add.error && (
					<p role="alert" data-testid="source-add-error" className="mb-4 text-sm text-danger">
						The source was not added. {errorText(add.error)}
					</p>
				)}
				<div className="flex justify-end gap-3">
					<Button onClick={onClose}>Cancel</Button>
					<Button
						type="submit"
						variant="primary"
						data-testid="source-add-button"
						aria-disabled={add.isPending}
					>
						{add.isPending ? 'Adding…' : 'Add source'}
					</Button>
				</div>
			</form>
		</Dialog>
	)
}
