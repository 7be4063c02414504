import { useRef, useState } from 'react'
import { errorCode } from '@/client/api-error'
import { trpc } from '@/client/trpc'
import { limits } from '@/domain/limits'
import { problemOfTags, tagsOfLine } from '@/domain/tags'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { controlClass, Field } from '../ui/field'
import { useForm } from '../ui/use-form'
import { ConflictFooter } from './conflict-footer'
import { useFactCache } from './use-fact-cache'
import type { FactReview } from './use-fact-review'
import type { Fact } from './use-facts'

/** A note, and tags as a line in which commas part them. */
export type AnnotationDraft = { note: string; line: string }

type Annotated = Pick<Fact, 'id' | 'claim' | 'note' | 'tags' | 'version'>

type AnnotateDialogProps = {
	projectId: string
	fact: Annotated
	/** What was typed before and not saved. */
	draft: AnnotationDraft | undefined
	onDraft: (draft: AnnotationDraft | undefined) => void
	onSave: FactReview['annotate']
	onClose: () => void
}

/** Takes the note and the tags of a fact. Where somebody else wrote meanwhile, both stand side by side until one is chosen. */
export default function AnnotateDialog(props: AnnotateDialogProps) {
	const { projectId, fact, draft, onDraft, onSave, onClose } = props
	const utils = trpc.useUtils()
	const field = useRef<HTMLTextAreaElement>(null)
	const { reload } = useFactCache(projectId)
	const known = trpc.fact.tags.useQuery({ projectId })
	const [typed, setTyped] = useState(draft ?? draftOf(fact))
	const [theirs, setTheirs] = useState<Annotated | null>(null)
	const tags = tagsOfLine(typed.line)

	function type(part: Partial<AnnotationDraft>) {
		const next = { ...typed, ...part }
		setTyped(next)
		onDraft(isSame(next, draftOf(fact)) ? undefined : next)
	}
	function toggle(tag: string) {
		const next = tags.includes(tag) ? tags.filter((each) => each !== tag) : [...tags, tag]
		type({ line: next.join(', ') })
	}
	function finish() {
		onDraft(undefined)
		onClose()
	}
	function keepTheirs() {
		void reload()
		finish()
	}
	async function save(seen: Annotated) {
		try {
			await onSave(seen, { note: typed.note.trim(), tags })
			finish()
		} catch (error) {
			if (errorCode(error) !== 'CONFLICT') throw error
			const current = await utils.fact.get.fetch({ projectId, factId: fact.id }, { retry: false })
			// Only its status or its pin changed: nobody else's words are at stake.
			if (isSame(draftOf(current), draftOf(seen))) await save(current)
			else setTheirs(current)
		}
	}
	const form = useForm({
		problems: { tags: problemOfTags(tags) },
		failed: (reason) => `Note and tags were not saved. ${reason}`,
		send: async () => (isSame(typed, draftOf(fact)) && !theirs ? finish() : save(theirs ?? fact)),
	})

	return (
		<Dialog
			open
			onClose={onClose}
			initialFocus={field}
			title="Note and tags"
			description="For those who review. No text is written from them."
		>
			<form {...form.props}>
				<p dir="auto" className="mb-4 line-clamp-3 font-medium [overflow-wrap:anywhere]">
					{fact.claim}
				</p>
				<Field label="Note">
					{(control) => (
						<textarea
							{...control}
							ref={field}
							dir="auto"
							value={typed.note}
							maxLength={limits.noteLength}
							onChange={(event) => type({ note: event.target.value })}
							onKeyDown={(event) => {
								if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void form.submit()
							}}
							rows={3}
							data-testid="fact-note-input"
							className={`${controlClass} py-2`}
						/>
					)}
				</Field>
				<Field label="Tags" hint="Parted by commas." error={form.problemOf('tags')}>
					{(control) => (
						<input
							{...control}
							dir="auto"
							value={typed.line}
							// Tab selects the whole line, which the next letter would replace.
							onFocus={({ target }) =>
								target.setSelectionRange(typed.line.length, typed.line.length)
							}
							onChange={(event) => type({ line: event.target.value })}
							autoComplete="off"
							data-testid="fact-tags-input"
							className={`${controlClass} h-10`}
						/>
					)}
				</Field>
				{!!known.data?.length && (
					<fieldset className="mb-4 flex max-h-28 flex-wrap gap-1.5 overflow-y-auto">
						<legend className="sr-only">Tags of this project</legend>
						{known.data.map(({ tag }) => (
							<Button
								key={tag}
								variant="quiet"
								size="sm"
								aria-pressed={tags.includes(tag)}
								onClick={() => toggle(tag)}
								className="max-w-full border border-line aria-pressed:border-accent aria-pressed:bg-accent-wash aria-pressed:text-ink"
							>
								<span dir="auto" className="truncate">
									{tag}
								</span>
							</Button>
						))}
					</fieldset>
				)}
				<ConflictFooter
					form={form}
					submit="Save"
					theirs={
						theirs && {
							noun: 'note',
							words: `It now reads “${theirs.note ?? ''}”, with the tags “${theirs.tags.join(', ')}”. What you typed is still above.`,
						}
					}
					onKeepTheirs={keepTheirs}
					onCancel={onClose}
				/>
			</form>
		</Dialog>
	)
}

const draftOf = ({ note, tags }: Pick<Annotated, 'note' | 'tags'>): AnnotationDraft => ({
	note: note ?? '',
	line: tags.join(', '),
})

function isSame(one: AnnotationDraft, other: AnnotationDraft): boolean {
	const tagsOf = ({ line }: AnnotationDraft) => tagsOfLine(line).sort().join()
	return one.note.trim() === other.note.trim() && tagsOf(one) === tagsOf(other)
}
