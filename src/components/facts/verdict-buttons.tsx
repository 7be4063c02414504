import { Button } from '../ui/button'
import type { Fact } from './use-facts'
import { verdicts } from './verdicts'

type VerdictButtonsProps = { status: Fact['status']; onStatus: (status: Fact['status']) => void }

/** The verdicts that a reviewer can give on a fact. The button of the fact's own status is pressed. */
export function VerdictButtons({ status: current, onStatus }: VerdictButtonsProps) {
	return verdicts.map(({ status, label, testId }) => (
		<Button
			key={status}
			variant="quiet"
			size="sm"
			data-testid={testId}
			aria-pressed={current === status}
			onClick={() => onStatus(status)}
			className="aria-pressed:bg-ink/8 aria-pressed:text-ink"
		>
			{label}
		</Button>
	))
}
