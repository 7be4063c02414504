import { useId } from 'react'
import { limits } from '@/domain/limits'
import { modeLabels, type OutputMode, outputModes } from '@/domain/output-mode'
import { Button } from '../ui/button'
import { countOf } from '../ui/count-of'
import { Select } from '../ui/select'

type SelectionBarProps = {
	count: number
	mode: OutputMode
	isBusy: boolean
	onMode: (mode: OutputMode) => void
	onClear: () => void
	onGenerate: () => void
}

const options = outputModes.map((mode) => ({
	value: mode,
	label: modeLabels[mode].name,
	hint: modeLabels[mode].hint,
	testId: `synthesis-format-option-${mode}`,
}))

export function SelectionBar({
	count,
	mode,
	isBusy,
	onMode,
	onClear,
	onGenerate,
}: SelectionBarProps) {
	const reasonId = useId()
	const isTooMany = count > limits.factsPerSynthesis
	return (
		<div data-testid="selection-bar">
			<div className="flex flex-wrap items-center gap-x-3 gap-y-2">
				<div className="mr-auto flex items-center gap-1">
					<p className="text-[0.9375rem] font-medium tabular-nums">
						{`${countOf(count, 'fact')} selected${isTooMany ? `; a text takes ${limits.factsPerSynthesis}` : ''}`}
					</p>
					<Button variant="quiet" size="sm" onClick={onClear} aria-label="Clear selection">
						Clear
					</Button>
				</div>
				<div className="flex w-full gap-2 sm:w-auto">
					<Select
						label="Format"
						testId="synthesis-format-trigger"
						value={mode}
						options={options}
						onChange={onMode}
						className="min-w-0 flex-1 sm:w-44"
					/>
					<Button
						variant="primary"
						data-testid="generate-synthesis"
						aria-disabled={isBusy || isTooMany}
						aria-describedby={isTooMany ? reasonId : undefined}
						aria-keyshortcuts="Control+Enter"
						title="Ctrl + Enter"
						onClick={() => !isBusy && !isTooMany && onGenerate()}
					>
						Generate
					</Button>
				</div>
			</div>
			{isTooMany && (
				<p id={reasonId} role="alert" className="mt-2 text-sm text-danger">
					{`A text is written from at most ${limits.factsPerSynthesis} facts. Take ${countOf(count - limits.factsPerSynthesis, 'fact')} out of the selection.`}
				</p>
			)}
		</div>
	)
}
