import { useRef, useState } from 'react'
import { Button, type ButtonProps } from './button'
import { Icon } from './icon'

type CopyButtonProps = Pick<ButtonProps, 'variant' | 'className'> & {
	label: string
	text: string
	testId?: string
}

/** Copies a text. Where the browser forbids it, the text appears selected, to be copied by hand. */
export function CopyButton({ label, text, testId, variant, className }: CopyButtonProps) {
	const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle')
	const field = useRef<HTMLTextAreaElement | null>(null)

	async function copy() {
		try {
			await navigator.clipboard.writeText(text)
			setState('copied')
		} catch {
			setState('failed')
			field.current?.focus()
			field.current?.select()
		}
	}

	return (
		<>
			<Button
				variant={variant}
				size="sm"
				className={className}
				data-testid={testId}
				aria-label={label}
				onClick={copy}
				onBlur={() => state === 'copied' && setState('idle')}
			>
				<Icon name={state === 'copied' ? 'check' : 'copy'} />
				{/* Both words keep their place, so that nothing moves below the pointer. */}
				<span className="grid text-left">
					<span className={`[grid-area:1/1] ${state === 'copied' ? 'invisible' : ''}`}>
						{label}
					</span>
					<span
						aria-hidden="true"
						className={`[grid-area:1/1] ${state === 'copied' ? '' : 'invisible'}`}
					>
						Copied
					</span>
				</span>
			</Button>
			<span role="status" className="sr-only">
				{state === 'copied' && 'Copied'}
			</span>
			{state === 'failed' && (
				<div className="w-full basis-full">
					<label className="mb-1 block text-sm text-ink-soft">
						The browser did not allow it. Copy it by hand:
						<textarea
							ref={(element) => {
								if (element && field.current !== element) {
									element.focus()
									element.select()
								}
								field.current = element
							}}
							readOnly
							dir="auto"
							rows={3}
							value={text}
							className="mt-1 w-full rounded-md border border-line-strong bg-surface p-2 text-sm text-ink"
						/>
					</label>
				</div>
			)}
		</>
	)
}
