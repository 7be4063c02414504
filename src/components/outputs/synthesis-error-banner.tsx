import { modeLabels } from '@/domain/output-mode'
import { Button } from '../ui/button'
import { countOf } from '../ui/count-of'
import { Icon } from '../ui/icon'
import type { SynthesisRequest, SynthesisState } from './use-synthesis'

type Failed = Extract<SynthesisState, { status: 'failed' }>

type SynthesisErrorBannerProps = {
	failure: Failed
	onRetry: (request: SynthesisRequest) => void
	onDismiss: () => void
}

/** Tells why no text was written. The banner stays until somebody dismisses it or tries again. */
export function SynthesisErrorBanner({ failure, onRetry, onDismiss }: SynthesisErrorBannerProps) {
	const { mode, factIds } = failure.request
	const left = factIds.filter((id) => !failure.gone.includes(id))
	return (
		<div
			role="alert"
			data-testid="synthesis-error-banner"
			data-error-code={failure.code}
			className="flex animate-appear gap-3 rounded-md border border-danger bg-danger-wash p-4"
		>
			<span className="mt-1 text-danger">
				<Icon name="warning" />
			</span>
			<div className="min-w-0 flex-1 text-[0.9375rem]">
				<p className="font-medium text-danger">
					{`${capital(modeLabels[mode].noun)} from ${countOf(factIds.length, 'fact')} could not be written`}
				</p>
				<p className="mt-0.5 [overflow-wrap:anywhere]">{failure.message}</p>
				{left.length < factIds.length && (
					<p>
						{`${countOf(factIds.length - left.length, 'fact')} no longer in this project ${
							left.length > 0
								? 'will be left out.'
								: 'cannot be used. Select others, or bring them back and select them again.'
						}`}
					</p>
				)}
				{left.length > 0 && (
					<Button
						size="sm"
						data-testid="synthesis-error-retry"
						onClick={() => onRetry({ mode, factIds: left })}
						className="mt-3"
					>
						<Icon name="refresh" />
						Retry
					</Button>
				)}
			</div>
			<Button
				variant="quiet"
				size="icon"
				aria-label="Dismiss error"
				onClick={onDismiss}
				className="-mt-2 -mr-2"
			>
				<Icon name="close" />
			</Button>
		</div>
	)
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1)
}
