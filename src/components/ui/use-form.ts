import { type SyntheticEvent, useEffect, useRef, useState } from 'react'
import { errorIssues, errorText } from '@/client/api-error'
import { takenOut, takeOutOfInput } from './unstorable'

type FormOptions<Field extends string, Result> = {
	/** What is wrong with each field now, the topmost field first. A form with a problem is not sent. */
	problems: Record<Field, string | false | null>
	/** Sends the form. The promise rejects where the server refuses. */
	send: () => Promise<Result>
	/** Called once the server has it. `isLeft`: the form has been closed meanwhile, so that what is open now is something else. */
	sent?: (result: Result, isLeft: boolean) => unknown
	/** Tells that nothing was saved; `reason` is the server's sentence. */
	failed: (reason: string) => string
	/** The field of an input of the server that has another name than the field. */
	fieldOf?: Partial<Record<string, NoInfer<Field>>>
	/** False while the form still lacks data that it needs. */
	isReady?: boolean
}

export type Form = Omit<ReturnType<typeof useForm>, 'problemOf'>

/**
 * A form that is sent once at a time and keeps what was typed until the server has it. An attempt to send it names the
 * first field with a problem; that field keeps its message until the problem is gone. A problem that the server finds
 * stands at its field until the field is changed. `props` belong to the form element.
 */
export function useForm<Field extends string, Result = unknown>(
	options: FormOptions<Field, Result>,
) {
	const { problems, send, sent, failed, fieldOf = {}, isReady = true } = options
	const element = useRef<HTMLFormElement>(null)
	const [attempt, setAttempt] = useState<{ wrong?: Field } | null>(null)
	const [failure, setFailure] = useState<string | null>(null)
	const [refused, setRefused] = useState<Partial<Record<Field, string>>>({})
	const takenNow = useRef(0)
	const [removed, setRemoved] = useState(0)
	const [isPending, setPending] = useState(false)
	const fields = Object.keys(problems) as Field[]

	// By now the message of the wrong field is on the page, so that a screen reader reads it with the field.
	useEffect(() => {
		if (!attempt || isPending) return
		const controls = [...(element.current?.elements ?? [])]
		const wrong = controls.find((control) => control.getAttribute('aria-invalid') === 'true')
		if (wrong instanceof HTMLElement) wrong.focus()
	}, [attempt, isPending])

	/** Puts what the server says at its fields, and the rest at the form's end. */
	function tellRefusal(error: unknown) {
		const issues = errorIssues(error).map(({ path, message }) => {
			const field = fieldOf[path] ?? fields.find((name) => name === path)
			return { field, message }
		})
		const placed = issues.flatMap(({ field, message }) => (field ? [[field, message]] : []))
		setRefused(Object.fromEntries(placed.reverse()))
		const isAllPlaced = issues.length > 0 && placed.length === issues.length
		setFailure(isAllPlaced ? null : failed(errorText(error)))
	}

	async function submit(event?: SyntheticEvent) {
		event?.preventDefault()
		if (isPending || !isReady) return
		const wrong = fields.find((field) => problems[field])
		setAttempt({ wrong })
		setFailure(null)
		setRefused({})
		if (wrong) return
		setPending(true)
		const form = element.current
		try {
			const result = await send()
			await sent?.(result, element.current !== form)
		} catch (error) {
			tellRefusal(error)
		} finally {
			setPending(false)
		}
	}

	/** Before the field's own `onChange`, which then reads what is left. A change of state here would undo the input. */
	function onInputCapture(event: SyntheticEvent) {
		takenNow.current = takeOutOfInput(event)
	}
	function onInput({ target }: SyntheticEvent) {
		setRemoved(takenNow.current)
		const isInvalid = target instanceof Element && target.getAttribute('aria-invalid') === 'true'
		if (isInvalid) setRefused({})
	}

	return {
		submit,
		isPending,
		canSubmit: isReady && !isPending,
		failure,
		/** What was done to the text that was typed or pasted last. */
		note: takenOut(removed),
		problemOf: (field: Field) =>
			(attempt?.wrong === field && problems[field]) || refused[field] || null,
		props: { ref: element, onSubmit: submit, onInputCapture, onInput, noValidate: true },
	}
}
