import { modeLabels } from '@/domain/output-mode'
import { Button } from '../ui/button'
import { countOf } from '../ui/count-of'
import type { SynthesisRequest } from './use-synthesis'

type SynthesisProgressProps = { request: SynthesisRequest; onCancel: () => void }

export function SynthesisProgress({ request, onCancel }: SynthesisProgressProps) {
	const words = `Writing ${modeLabels[request.mode].noun} from ${countOf(request.factIds.length, 'fact')}…`
	return (
		<div className="flex items-center gap-4">
			<div className="min-w-0 flex-1">
				<p role="status" className="text-[0.9375rem]">
					{words}
				</p>
				<div
					role="progressbar"
					aria-label={words}
					className="mt-2 h-1 overflow-hidden rounded-md bg-sunken"
				>
					<div className="h-full w-1/3 animate-stripe rounded-md bg-accent" />
				</div>
			</div>
			<Button size="sm" onClick={onCancel}>
				Cancel
			</Button>
		</div>
	)
}
