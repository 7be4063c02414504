import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { errorText } from '@/client/error-text'
import { Button } from './button'
import { controlClass } from './field'

type RenameFormProps = {
	label: string
	value: string
	maxLength: number
	/** Rejects where the name is not taken; then the form stays with what was typed. */
	onSave: (name: string) => Promise<unknown>
	onDone: () => void
}

/** A name in a field of its own. Enter saves, Escape gives up. */
export function RenameForm({ label, value, maxLength, onSave, onDone }: RenameFormProps) {
	const [draft, setDraft] = useState(value)
	const [problem, setProblem] = useState<string | null>(null)
	const [isSaving, setSaving] = useState(false)
	const field = useRef<HTMLInputElement>(null)
	const problemId = useId()

	useEffect(() => {
		field.current?.focus()
		field.current?.select()
	}, [])

	async function submit(event: FormEvent) {
		event.preventDefault()
		if (isSaving) return
		if (!draft.trim()) return setProblem('Give it a name.')
		setSaving(true)
		setProblem(null)
		try {
			await onSave(draft)
			onDone()
		} catch (error) {
			setProblem(`The name was not changed. ${errorText(error)}`)
			setSaving(false)
		}
	}

	return (
		<form onSubmit={submit} noValidate data-keeps-escape>
			<div className="flex flex-wrap gap-2">
				<input
					ref={field}
					value={draft}
					maxLength={maxLength}
					aria-label={label}
					aria-invalid={!!problem}
					aria-describedby={problem ? problemId : undefined}
					autoComplete="off"
					onChange={(event) => setDraft(event.target.value)}
					onKeyDown={(event) => event.key === 'Escape' && onDone()}
					className={`${controlClass} h-10 min-w-0 flex-[1_1_12rem]`}
				/>
				<Button type="submit" variant="primary" aria-disabled={isSaving}>
					{isSaving ? 'Saving…' : 'Save'}
				</Button>
				<Button onClick={onDone}>Cancel</Button>
			</div>
			{problem && (
				<p id={problemId} role="alert" className="mt-1.5 text-sm text-danger">
					{problem}
				</p>
			)}
		</form>
	)
}
