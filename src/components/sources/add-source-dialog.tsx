import { type FormEvent, useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react'
import { errorText } from '@/client/error-text'
import { trpc } from '@/client/trpc'
import { limits } from '@/domain/limits'
import { kilobytes, requestBytes } from '@/domain/text-size'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { controlClass, Field } from '../ui/field'
import { FileChoice } from './file-choice'
import { readTextFile, withNewlines } from './read-text-file'
import { useSourceDraft } from './use-source-draft'

/** A text, or else files of which the first is taken. */
export type Offer = { text?: string; files: File[] }

type AddSourceDialogProps = {
	projectId: string
	open: boolean
	/** What was pasted or dropped on the page last; a new object for each time. */
	offer: Offer
	onClose: () => void
	/** Called with the source that now holds the text, and whether it did before. */
	onAdded: (sourceId: string, isKnown: boolean) => void
}

/** Takes a text by hand or from a file. Closing keeps what was typed until the source is added. */
export function AddSourceDialog(props: AddSourceDialogProps) {
	const { projectId, open, offer, onClose, onAdded } = props
	const utils = trpc.useUtils()
	const { draft, replacedText, set, fill, bringBack, clear } = useSourceDraft()
	const [missing, setMissing] = useState<'title' | 'text' | null>(null)
	const [fileProblem, setFileProblem] = useState<string | null>(null)
	const measured = useDeferredValue(draft.text)
	const bytes = useMemo(() => requestBytes(measured), [measured])
	const isTooLong = bytes > limits.sourceTextBytes
	const add = trpc.source.add.useMutation({
		onSuccess: (source) => {
			void utils.source.list.invalidate({ projectId })
			clear()
			onClose()
			onAdded(source.id, !source.created)
		},
	})

	const take = useCallback(
		async ({ text, files: [file, ...others] }: Offer) => {
			if (text?.trim()) {
				fill({ title: '', text: withNewlines(text) })
				return setFileProblem(null)
			}
			if (!file) return
			const read = await readTextFile(file)
			if ('problem' in read) return setFileProblem(read.problem)
			fill(read)
			setFileProblem(
				others.length > 0 ? `Only “${file.name}” was taken: add one file after the other.` : null,
			)
		},
		[fill],
	)
	useEffect(() => void take(offer), [take, offer])

	function submit(event: FormEvent) {
		event.preventDefault()
		if (add.isPending) return
		const empty = !draft.title.trim() ? 'title' : !draft.text.trim() ? 'text' : null
		setMissing(empty)
		if (empty || requestBytes(draft.text) > limits.sourceTextBytes) return
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
			<form onSubmit={submit} noValidate aria-label="Source">
				<FileChoice onFile={(file) => void take({ files: [file] })} problem={fileProblem} />
				{replacedText !== null && (
					<p role="status" className="mb-4 text-sm text-ink-soft">
						This text took the place of the one that you had typed.{' '}
						<Button variant="link" size="sm" onClick={bringBack}>
							Bring it back
						</Button>
					</p>
				)}
				<Field
					label="Title"
					error={missing === 'title' && !draft.title.trim() ? 'Give the source a title.' : null}
				>
					{(control) => (
						<input
							{...control}
							data-autofocus
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
					hint={
						draft.text
							? `${kilobytes(bytes)} of at most ${kilobytes(limits.sourceTextBytes)}`
							: `At most ${kilobytes(limits.sourceTextBytes)}, some 150,000 words of English.`
					}
					error={
						missing === 'text' && !draft.text.trim()
							? 'Paste the text of the source.'
							: isTooLong
								? `This text has ${kilobytes(bytes)}; ${kilobytes(limits.sourceTextBytes)} fit. Split it into two sources.`
								: null
					}
				>
					{(control) => (
						<textarea
							{...control}
							value={draft.text}
							onChange={set('text')}
							rows={8}
							className={`${controlClass} py-2 font-serif leading-relaxed`}
						/>
					)}
				</Field>
				{add.error && (
					<p role="alert" data-testid="source-add-error" className="mb-4 text-sm text-danger">
						The source was not added. {errorText(add.error)} What you entered is still here.
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
