import { type ReactNode, useId } from 'react'

export const controlClass =
	'w-full rounded-md border border-line-strong bg-surface px-3 text-[0.9375rem] text-ink aria-invalid:border-danger'

type Control = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean }

type FieldProps = {
	label: string
	hint?: string
	error?: string | false | null
	errorTestId?: string
	children: (control: Control) => ReactNode
}

/** A label, a control, and below it the hint or what is wrong, tied together for assistive technology. */
export function Field({ label, hint, error, errorTestId, children }: FieldProps) {
	const id = useId()
	const note = error || hint
	return (
		<div className="mb-4">
			<label htmlFor={id} className="mb-1.5 block text-sm font-medium">
				{label}
			</label>
			{children({
				id,
				'aria-describedby': note ? `${id}-note` : undefined,
				'aria-invalid': !!error,
			})}
			{note && (
				<p
					id={`${id}-note`}
					role={error ? 'alert' : undefined}
					data-testid={error ? errorTestId : undefined}
					className={`mt-1.5 text-sm ${error ? 'text-danger' : 'text-ink-soft'}`}
				>
					{note}
				</p>
			)}
		</div>
	)
}
