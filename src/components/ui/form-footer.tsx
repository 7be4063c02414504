import { Button, type ButtonProps } from './button'
import { DialogActions } from './dialog-actions'
import type { Form } from './use-form'

type FormFooterProps = {
	form: Pick<Form, 'failure' | 'note' | 'isPending' | 'canSubmit'>
	/** The words of the button that sends the form. */
	submit: string
	/** The same while the form is being sent. */
	submitting: string
	cancel?: string
	onCancel: () => void
	size?: ButtonProps['size']
	submitTestId?: string
	errorTestId?: string
}

/** The end of a form: why the server refused it, and the buttons that leave or send it. */
export function FormFooter(props: FormFooterProps) {
	const { form, submit, submitting, cancel = 'Cancel', onCancel, size } = props
	return (
		<>
			<p aria-live="polite" className="text-sm text-ink-soft not-empty:mb-4">
				{form.note}
			</p>
			{form.failure && (
				<p role="alert" data-testid={props.errorTestId} className="mb-4 text-sm text-danger">
					{form.failure}
				</p>
			)}
			<DialogActions>
				<Button size={size} onClick={onCancel}>
					{cancel}
				</Button>
				<Button
					type="submit"
					variant="primary"
					size={size}
					data-testid={props.submitTestId}
					aria-disabled={!form.canSubmit}
				>
					{form.isPending ? submitting : submit}
				</Button>
			</DialogActions>
		</>
	)
}
