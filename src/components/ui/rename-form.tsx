import { useEffect, useId, useRef, useState } from 'react'
import { Button } from './button'
import { controlClass } from './field'
import { useForm } from './use-form'

type RenameFormProps = {
	label: string
	value: string
	maxLength: number
	/** Rejects where the server does not take the name. */
	onSave: (name: string) => Promise<unknown>
	onDone: () => void
	/** What to say of an empty name, and before the reason of a refusal. */
	messages?: { empty: string; failed: string }
	/** As large as the title of a page. */
	isLarge?: boolean
	testId?: string
}

const anyName = { empty: 'Give it a name.', failed: 'The name was not changed.' }

/** A name in a field of its own. Enter saves it, Escape leaves it as it was. */
export function RenameForm(props: RenameFormProps) {
	const { label, value, maxLength, onSave, onDone, messages = anyName, isLarge, testId } = props
	const [draft, setDraft] = useState(value)
	const field = useRef<HTMLInputElement>(null)
	const problemId = useId()
	const form = useForm({
		problems: { name: !draft.trim() && messages.empty },
		failed: (reason) => `${messages.failed} ${reason}`,
		fieldOf: { title: 'name' },
		send: () => onSave(draft),
		// A form that was left may have been opened again meanwhile.
		sent: (_, isLeft) => !isLeft && onDone(),
	})
	const problem = form.problemOf('name') || form.failure
	const height = isLarge ? 'h-12' : 'h-10'
	const size = isLarge ? 'flex-[1_1_18rem] font-serif text-2xl' : 'flex-[1_1_12rem]'

	useEffect(() => {
		field.current?.focus()
		field.current?.select()
	}, [])

	return (
		<form {...form.props} data-keeps-escape>
			<div className="flex flex-wrap gap-2">
				<input
					ref={field}
					dir="auto"
					value={draft}
					maxLength={maxLength}
					aria-label={label}
					aria-invalid={!!problem}
					aria-describedby={problem ? problemId : undefined}
					autoComplete="off"
					data-testid={testId && `${testId}-input`}
					onChange={(event) => setDraft(event.target.value)}
					onKeyDown={(event) => event.key === 'Escape' && onDone()}
					className={`${controlClass} ${height} min-w-0 ${size}`}
				/>
				<Button type="submit" variant="primary" className={height} aria-disabled={!form.canSubmit}>
					{form.isPending ? 'Saving…' : 'Save'}
				</Button>
				<Button data-testid={testId && `${testId}-cancel`} className={height} onClick={onDone}>
					Cancel
				</Button>
			</div>
			<p aria-live="polite" className="text-sm text-ink-soft not-empty:mt-1.5">
				{form.note}
			</p>
			{problem && (
				<p
					id={problemId}
					role="alert"
					data-testid={testId && `${testId}-error`}
					className="mt-1.5 text-sm text-danger"
				>
					{problem}
				</p>
			)}
		</form>
	)
}
