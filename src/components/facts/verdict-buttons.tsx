import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import type { Fact } from './use-facts'
import { verdicts } from './verdicts'

type VerdictButtonsProps = {
	/** None while the fact is loaded: the buttons do nothing then. */
	status?: Fact['status']
	onStatus: (status: Fact['status']) => void
	/** Signs in the place of words where the screen is narrow. */
	compact?: boolean
	/** Takes a double click for one, where the first click leads on to another fact. */
	isSingle?: boolean
}

/** The verdicts that a reviewer can give on a fact. The button of the fact's own status is pressed. */
export function VerdictButtons(props: VerdictButtonsProps) {
	const { status: current, onStatus, compact, isSingle } = props
	return verdicts.map(({ status, label, testId }) => {
		const { sign, words } = looks[status === 'pending' ? 'sign' : compact ? 'narrow' : 'words']
		return (
			<Button
				key={status}
				variant="quiet"
				size="sm"
				data-testid={testId}
				title={words === 'sr-only' ? label : undefined}
				aria-pressed={current === status}
				aria-disabled={!current}
				onClick={({ detail }) => current && !(isSingle && detail > 1) && onStatus(status)}
				className={`aria-pressed:bg-ink/8 aria-pressed:text-ink ${sign === 'hidden' ? '' : sign ? 'max-sm:px-[0.4375rem]' : 'px-2 max-sm:px-[0.4375rem]'}`}
			>
				{sign !== 'hidden' && (
					<span className={sign}>
						<Icon name={status} />
					</span>
				)}
				<span className={words}>{label}</span>
			</Button>
		)
	})
}

/** A verdict as words, as words or a sign by the width of the page, or as a sign alone. */
const looks = {
	words: { sign: 'hidden', words: '' },
	narrow: { sign: 'sm:hidden', words: 'max-sm:sr-only' },
	sign: { sign: '', words: 'sr-only' },
}
