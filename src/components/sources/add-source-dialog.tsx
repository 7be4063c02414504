import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { trpc } from '@/client/trpc'
import { limits } from '@/domain/limits'
import { kilobytes, requestBytes } from '@/domain/text-size'
import { isVisible } from '@/domain/visible-text'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { controlClass, Field } from '../ui/field'
import { FormFooter } from '../ui/form-footer'
import { takenOut, withoutUnstorable } from '../ui/unstorable'
import { useForm } from '../ui/use-form'
import { FileChoice } from './file-choice'
import { readTextFile, withNewlines } from './read-text-file'
import type { FileText } from './source-draft'
import { useSourceDraft } from './use-source-draft'

/** A text, or else files of which the first is taken. */
export type Offer = { text?: string; files: File[] }

export type AddedSource = {
	id: string
	title: string
	/** Whether the project had the text before. */
	isKnown: boolean
	/** Whether the dialog was closed before the answer came. */
	isLeft: boolean
}

type AddSourceDialogProps = {
	projectId: string
	open: boolean
	/** The last paste or drop on the page, a new object each time. */
	offer: Offer
	onClose: () => void
	/** Called with the source that now holds the text. */
	onAdded: (source: AddedSource) => void
}

/** Takes a text by hand or from a file. Closing keeps what was typed until the source is added. */
export function AddSourceDialog(props: AddSourceDialogProps) {
	const { projectId, open, offer, onClose, onAdded } = props
	const utils = trpc.useUtils()
	const titleField = useRef<HTMLInputElement>(null)
	const { draft, replaced, set, fill, bringBack, startAfresh, clear } = useSourceDraft(projectId)
	const [fileProblem, setFileProblem] = useState<string | null>(null)
	const [removed, setRemoved] = useState(0)
	const isBegun = useBegunBefore(open, draft)
	const measured = useDeferredValue(draft.text)
	const bytes = useMemo(() => requestBytes(measured), [measured])
	const tooLong =
		bytes > limits.sourceTextBytes &&
		`This text has ${kilobytes(bytes)}; ${kilobytes(limits.sourceTextBytes)} fit. Split it into two sources.`
	const form = useForm({
		problems: {
			title: !isVisible(draft.title) && 'Give the source a title.',
			url: null,
			text: draft.text.trim() ? tooLong : 'Paste the text of the source.',
		},
		failed: (reason) => `The source was not added. ${reason} What you entered is still here.`,
		send: async () => {
			const { title, text } = draft
			const url = draft.url.trim() || undefined
			const source = await utils.client.source.add.mutate({ projectId, title, text, url })
			void utils.source.list.invalidate({ projectId })
			return { ...source, draft }
		},
		sent: ({ id, title, created, draft: sentDraft }, isLeft) => {
			clear(sentDraft)
			if (!isLeft) onClose()
			onAdded({ id, title, isKnown: !created, isLeft })
		},
	})

	const take = useCallback(
		async ({ text, files: [file, ...others] }: Offer) => {
			const put = (offered: FileText) => {
				const title = withoutUnstorable(offered.title)
				const kept = withoutUnstorable(offered.text)
				setRemoved(offered.text.length - kept.length)
				fill({ title, text: kept })
			}
			if (text?.trim()) {
				put({ title: '', text: withNewlines(text) })
				return setFileProblem(null)
			}
			if (!file) return
			const read = await readTextFile(file)
			if ('problem' in read) return setFileProblem(read.problem)
			put(read)
			setFileProblem(
				others.length > 0 ? `Only “${file.name}” was taken: add one file after the other.` : null,
			)
		},
		[fill],
	)
	useEffect(() => void take(offer), [take, offer])

	return (
		<Dialog
			open={open}
			onClose={onClose}
			initialFocus={titleField}
			title="Add a source"
			description="The text is kept as it is now, so that every quote stays verifiable."
		>
			<form {...form.props} aria-label="Source">
				<FileChoice onFile={(file) => void take({ files: [file] })} problem={fileProblem} />
				{replaced && (
					<p role="status" className="mb-4 text-sm text-ink-soft">
						<span>This text took the place of what you had begun before.</span>{' '}
						<Button variant="link" size="sm" onClick={bringBack}>
							Bring it back
						</Button>
					</p>
				)}
				{isBegun && !replaced && (
					<p role="status" className="mb-4 text-sm text-ink-soft">
						<span>You began this before.</span>{' '}
						<Button
							variant="link"
							size="sm"
							onClick={() => {
								startAfresh()
								titleField.current?.focus()
							}}
						>
							Start afresh
						</Button>
					</p>
				)}
				{removed > 0 && (
					<p role="status" className="mb-4 text-sm text-ink-soft">
						{takenOut(removed)}
					</p>
				)}
				<Field label="Title" error={form.problemOf('title')}>
					{(control) => (
						<input
							{...control}
							dir="auto"
							ref={titleField}
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
					error={form.problemOf('url')}
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
					error={form.problemOf('text') || tooLong}
				>
					{(control) => (
						<textarea
							{...control}
							dir="auto"
							value={draft.text}
							onChange={set('text')}
							rows={8}
							className={`${controlClass} py-2 font-serif leading-relaxed`}
						/>
					)}
				</Field>
				<FormFooter
					form={form}
					submit="Add source"
					submitting="Adding…"
					onCancel={onClose}
					submitTestId="source-add-button"
					errorTestId="source-add-error"
				/>
			</form>
		</Dialog>
	)
}

/** Whether the form holds something, and just what it held when it was opened. */
function useBegunBefore(open: boolean, draft: Record<string, string>): boolean {
	const [atOpening, setAtOpening] = useState<typeof draft | null>(null)
	if (!open && atOpening) setAtOpening(null)
	if (open && !atOpening) setAtOpening(draft)
	return atOpening === draft && Object.values(draft).some((value) => value.trim() !== '')
}
