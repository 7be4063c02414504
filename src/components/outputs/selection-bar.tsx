import { type ReactNode, useId } from 'react'
import { limits } from '@/domain/limits'
import { modeLabels, type OutputMode, outputModes } from '@/domain/output-mode'
import { Button } from '../ui/button'
import { countOf } from '../ui/count-of'
import { Select } from '../ui/select'

type SelectionBarProps = {
	count: number
	/** How many of them the list does not show. */
	hiddenCount: number
	mode: OutputMode
	isBusy: boolean
	onMode: (mode: OutputMode) => void
	onClear: () => void
	onGenerate: () => void
	/** What else can be done with the selection. */
	children: ReactNode
}

const options = outputModes.map((mode) => ({
	value: mode,
	label: modeLabels[mode].name,
	hint: modeLabels[mode].hint,
	testId: `synthesis-format-option-${mode}`,
}))

/** From here on the bar tells how many facts a text takes. */
const tellFrom = limits.factsPerSynthesis * 0.8

/** How many facts are selected, and what can be done with them, on one line where there is room for it. */
export function SelectionBar(props: SelectionBarProps) {
	const { count, hiddenCount, mode, isBusy, onMode, onClear, onGenerate, children } = props
	const reasonId = useId()
	const isTooMany = count > limits.factsPerSynthesis
	const isNearLimit = count >= tellFrom && !isTooMany
	return (
		<div data-testid="selection-bar" className="flex flex-wrap items-center gap-x-3 gap-y-2">
			<p className="text-[0.9375rem] leading-5 font-medium tabular-nums">
				<span className="block">
					{`${countOf(count, 'fact')} selected${isNearLimit ? ` of at most ${limits.factsPerSynthesis}` : ''}`}
				</span>
				{hiddenCount > 0 && (
					<span className="block text-xs leading-4 font-normal text-ink-soft">
						{`${hiddenCount.toLocaleString()} not in this view`}
					</span>
				)}
			</p>
			<Button
				variant="quiet"
				size="sm"
				onClick={onClear}
				aria-label="Clear selection"
				className="-ml-2 max-sm:mr-auto"
			>
				Clear
			</Button>
			{children}
			<div className="flex w-full gap-2 sm:ml-auto sm:w-auto">
				<Select
					label="Format"
					testId="synthesis-format-trigger"
					value={mode}
					options={options}
					onChange={onMode}
					className="min-w-0 flex-1 sm:w-38"
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
			{isTooMany && (
				<p id={reasonId} role="alert" className="order-last w-full text-sm text-danger">
					{`A text is written from at most ${limits.factsPerSynthesis} facts. Take ${countOf(count - limits.factsPerSynthesis, 'fact')} out of the selection.`}
				</p>
			)}
		</div>
	)
}
