import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { errorText } from '@/client/error-text'
import { trpc } from '@/client/trpc'
import { limits } from '@/domain/limits'
import { Button } from '../ui/button'
import { controlClass } from '../ui/field'
import { Icon } from '../ui/icon'

type ProjectTitleProps = { projectId: string; title: string }

/** The project's title, which turns into a field when it is pressed. Enter saves, Escape gives up. */
export function ProjectTitle({ projectId, title }: ProjectTitleProps) {
	const [editing, setEditing] = useState(false)
	const button = useRef<HTMLButtonElement>(null)
	const wasEditing = useRef(false)

	useEffect(() => {
		if (wasEditing.current && !editing) button.current?.focus()
		wasEditing.current = editing
	}, [editing])

	if (editing)
		return (
			<>
				<h1 className="sr-only">{title}</h1>
				<RenameForm projectId={projectId} title={title} onDone={() => setEditing(false)} />
			</>
		)
	return (
		<h1
			data-testid="project-title"
			className="w-fit font-serif text-3xl leading-tight tracking-tight text-balance sm:text-[2.5rem]"
		>
			<button
				ref={button}
				type="button"
				title="Rename project"
				onClick={() => setEditing(true)}
				className="group rounded-md text-left [overflow-wrap:anywhere] hover:text-accent"
			>
				{title}
				<span className="ml-2 inline-block align-middle text-ink-soft group-hover:text-accent">
					<Icon name="edit" />
				</span>
			</button>
		</h1>
	)
}

function RenameForm({ projectId, title, onDone }: ProjectTitleProps & { onDone: () => void }) {
	const utils = trpc.useUtils()
	const [draft, setDraft] = useState(title)
	const [isEmpty, setEmpty] = useState(false)
	const errorId = useId()
	const input = useRef<HTMLInputElement>(null)
	const rename = trpc.project.rename.useMutation({
		onSuccess: (renamed) => {
			utils.project.get.setData({ projectId }, (project) => project && { ...project, ...renamed })
			void utils.project.list.invalidate()
			onDone()
		},
	})
	const error =
		isEmpty && !draft.trim()
			? 'Give the project a title.'
			: rename.error && `The project was not renamed. ${errorText(rename.error)}`

	useEffect(() => input.current?.select(), [])

	function submit(event: FormEvent) {
		event.preventDefault()
		setEmpty(!draft.trim())
		if (!draft.trim() || rename.isPending) return
		rename.mutate({ projectId, title: draft })
	}

	function onKeyDown(event: KeyboardEvent) {
		if (event.key === 'Escape') onDone()
	}

	return (
		<form onSubmit={submit} className="max-w-2xl" noValidate>
			<div className="flex flex-wrap gap-2">
				<input
					ref={input}
					value={draft}
					maxLength={limits.titleLength}
					onChange={(event) => setDraft(event.target.value)}
					onKeyDown={onKeyDown}
					aria-label="Project title"
					aria-invalid={!!error}
					aria-describedby={error ? errorId : undefined}
					autoComplete="off"
					data-testid="project-title-input"
					className={`${controlClass} h-12 min-w-0 flex-[1_1_18rem] font-serif text-2xl`}
				/>
				<Button type="submit" variant="primary" className="h-12" aria-disabled={rename.isPending}>
					{rename.isPending ? 'Saving…' : 'Save'}
				</Button>
				<Button data-testid="project-title-cancel" className="h-12" onClick={onDone}>
					Cancel
				</Button>
			</div>
			{error && (
				<p
					id={errorId}
					role="alert"
					data-testid="project-title-error"
					className="mt-1.5 text-sm text-danger"
				>
					{error}
				</p>
			)}
		</form>
	)
}
