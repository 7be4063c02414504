import { FormFooter } from '../ui/form-footer'
import { QuotedText } from '../ui/quoted-text'
import type { Form } from '../ui/use-form'

type ConflictFooterProps = {
	form: Form
	/** The label of the button that saves, while there is no conflict. */
	submit: string
	/** What was edited, and what somebody else made of it meanwhile, in sentences. */
	theirs: { noun: 'claim' | 'note'; words: string } | null
	onKeepTheirs: () => void
	onCancel: () => void
}

/** The end of a form about a fact. Where somebody else wrote meanwhile, theirs stands below what was typed until one is chosen. */
export function ConflictFooter(props: ConflictFooterProps) {
	const { form, submit, theirs, onKeepTheirs, onCancel } = props
	return (
		<>
			{theirs && (
				<div role="alert" className="mb-4 rounded-md border border-danger bg-danger-wash p-4">
					<p className="font-medium text-danger">{`Somebody changed this ${theirs.noun} meanwhile`}</p>
					<p className="mt-1 text-[0.9375rem] [overflow-wrap:anywhere]">
						<QuotedText text={theirs.words} />
					</p>
				</div>
			)}
			<FormFooter
				form={form}
				submit={theirs ? 'Save mine instead' : submit}
				submitting="Saving…"
				cancel={theirs ? 'Keep theirs' : 'Cancel'}
				onCancel={theirs ? onKeepTheirs : onCancel}
			/>
		</>
	)
}
