import { useRef, useState } from 'react'
import { trpc } from '@/client/trpc'
import { problemOfTags, tagsOfLine } from '@/domain/tags'
import { Button } from '../ui/button'
import { countOf } from '../ui/count-of'
import { Dialog } from '../ui/dialog'
import { controlClass, Field } from '../ui/field'
import { FormFooter } from '../ui/form-footer'
import { useForm } from '../ui/use-form'
import type { Verdict } from './use-fact-review'

type TagDialogProps = {
	projectId: string
	/** How many facts are selected. */
	count: number
	/** Resolves to whether the server took it; where it did not, a message has told so. */
	onDecide: (verdict: Verdict) => Promise<boolean>
	onClose: () => void
}

const ways = [
	{ way: 'add', label: 'Add', submit: 'Add tag' },
	{ way: 'remove', label: 'Take away', submit: 'Take tag away' },
] as const
const chipClass =
	'max-w-full border border-line aria-pressed:border-accent aria-pressed:bg-accent-wash aria-pressed:text-ink'

/** Gives all selected facts a tag, or takes it from them. It stays open, with what was typed, until the server has it. */
export function TagDialog({ projectId, count, onDecide, onClose }: TagDialogProps) {
	const field = useRef<HTMLInputElement>(null)
	const known = trpc.fact.tags.useQuery({ projectId })
	const [line, setLine] = useState('')
	const [chosen, choose] = useState<(typeof ways)[number]>(ways[0])
	const tags = tagsOfLine(line)
	const [tag = ''] = tags
	const form = useForm({
		problems: { tag: tags.length === 1 ? problemOfTags(tags) : 'Write one tag, without commas.' },
		failed: (reason) => `The tag was not changed. ${reason}`,
		send: () => onDecide(chosen.way === 'add' ? { addTag: tag } : { removeTag: tag }),
		sent: (isTaken, isLeft) => isTaken && !isLeft && onClose(),
	})
	return (
		<Dialog
			open
			onClose={onClose}
			initialFocus={field}
			title="Tag the selected facts"
			description={`${countOf(count, 'fact')} selected.`}
		>
			<form {...form.props}>
				<fieldset className="mb-4 flex gap-1.5">
					<legend className="sr-only">What to do with the tag</legend>
					{ways.map((each) => (
						<Button
							key={each.way}
							variant="quiet"
							size="sm"
							data-testid={`bulk-tag-${each.way}`}
							aria-pressed={chosen.way === each.way}
							onClick={() => choose(each)}
							className={chipClass}
						>
							{each.label}
						</Button>
					))}
				</fieldset>
				<Field label="Tag" error={form.problemOf('tag')}>
					{(control) => (
						<input
							{...control}
							ref={field}
							dir="auto"
							value={line}
							onChange={(event) => setLine(event.target.value)}
							autoComplete="off"
							data-testid="bulk-tag-input"
							className={`${controlClass} h-10`}
						/>
					)}
				</Field>
				{!!known.data?.length && (
					<fieldset className="mb-4 flex max-h-28 flex-wrap gap-1.5 overflow-y-auto">
						<legend className="sr-only">Tags of this project</legend>
						{known.data.map((each) => (
							<Button
								key={each.tag}
								variant="quiet"
								size="sm"
								aria-pressed={each.tag === tag}
								onClick={() => setLine(each.tag)}
								className={chipClass}
							>
								<span dir="auto" className="truncate">
									{each.tag}
								</span>
							</Button>
						))}
					</fieldset>
				)}
				<FormFooter
					form={form}
					submit={chosen.submit}
					submitting="Saving…"
					submitTestId="bulk-tag-submit"
					onCancel={onClose}
				/>
			</form>
		</Dialog>
	)
}
