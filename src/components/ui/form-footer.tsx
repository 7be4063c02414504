import { Button, type ButtonProps } from './button'
import type { Form } from './use-form'

type FormFooterProps = {
	form: Pick<Form, 'failure' | 'isPending' | 'canSubmit'>
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
			{form.failure && (
				<p role="alert" data-testid={props.errorTestId} className="mb-4 text-sm text-danger">
					{form.failure}
				</p>
			)}
			<div className="flex flex-wrap justify-end gap-3">
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
			</div>
		</>
	)
}
