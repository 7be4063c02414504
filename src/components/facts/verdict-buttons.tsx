import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import type { Fact } from './use-facts'
import { verdicts } from './verdicts'

type VerdictButtonsProps = {
	status: Fact['status']
	onStatus: (status: Fact['status']) => void
	/** Signs in the place of words where the screen is narrow. */
	compact?: boolean
}

/** The verdicts that a reviewer can give on a fact. The button of the fact's own status is pressed. */
export function VerdictButtons({ status: current, onStatus, compact }: VerdictButtonsProps) {
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
				onClick={() => onStatus(status)}
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
