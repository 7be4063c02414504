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
	return verdicts.map(({ status, label, testId }) => (
		<Button
			key={status}
			variant="quiet"
			size="sm"
			data-testid={testId}
			aria-pressed={current === status}
			onClick={() => onStatus(status)}
			className={`aria-pressed:bg-ink/8 aria-pressed:text-ink ${compact ? 'max-sm:px-2' : ''}`}
		>
			{compact && (
				<span className="sm:hidden">
					<Icon name={status} />
				</span>
			)}
			<span className={compact ? 'max-sm:sr-only' : ''}>{label}</span>
		</Button>
	))
}
