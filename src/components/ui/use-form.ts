import { type SyntheticEvent, useEffect, useRef, useState } from 'react'
import { errorText } from '@/client/api-error'

type FormOptions<Field extends string> = {
	/** What is wrong with each field now, the topmost field first. A form with a problem is not sent. */
	problems: Record<Field, string | false | null>
	/** Sends the form and closes it. The promise rejects where the server refuses. */
	send: () => Promise<unknown>
	/** Tells that nothing was saved; `reason` is the server's sentence. */
	failed: (reason: string) => string
	/** False while the form still lacks data that it needs. */
	isReady?: boolean
}

export type Form = ReturnType<typeof useForm>

/**
 * A form that is sent once at a time and keeps what was typed until the server has it. An attempt to send it names the
 * first field with a problem; that field keeps its message until the problem is gone. `props` belong to the form element.
 */
export function useForm<Field extends string>(options: FormOptions<Field>) {
	const { problems, send, failed, isReady = true } = options
	const element = useRef<HTMLFormElement>(null)
	const [attempt, setAttempt] = useState<{ wrong?: Field } | null>(null)
	const [failure, setFailure] = useState<string | null>(null)
	const [isPending, setPending] = useState(false)

	// By now the message of the wrong field is on the page, so that a screen reader reads it with the field.
	useEffect(() => {
		if (!attempt || isPending) return
		const controls = [...(element.current?.elements ?? [])]
		const wrong = controls.find((control) => control.getAttribute('aria-invalid') === 'true')
		if (wrong instanceof HTMLElement) wrong.focus()
	}, [attempt, isPending])

	async function submit(event?: SyntheticEvent) {
		event?.preventDefault()
		if (isPending || !isReady) return
		const fields = Object.keys(problems) as Field[]
		const wrong = fields.find((field) => problems[field])
		setAttempt({ wrong })
		setFailure(null)
		if (wrong) return
		setPending(true)
		try {
			await send()
		} catch (error) {
			setFailure(failed(errorText(error)))
		} finally {
			setPending(false)
		}
	}

	return {
		submit,
		isPending,
		canSubmit: isReady && !isPending,
		failure,
		problemOf: (field: Field) => (attempt?.wrong === field ? problems[field] : null),
		props: { ref: element, onSubmit: submit, noValidate: true },
	}
}
