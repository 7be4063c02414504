import { useId } from 'react'
import { buttonClass } from '../ui/button'
import { Icon } from '../ui/icon'
import { textFileTypes } from './read-text-file'

type FileChoiceProps = { onFile: (file: File) => void; problem: string | null }

/** Tells which files may be dropped, and has a button to choose a file instead. */
export function FileChoice({ onFile, problem }: FileChoiceProps) {
	const id = useId()
	return (
		<div className="mb-4">
			<div className="flex flex-wrap items-center justify-between gap-3 rounded-md border border-dashed border-line-strong p-3">
				<p id={`${id}-hint`} className="text-sm text-ink-soft">
					Drop a .txt or .md file here, or paste the text below.
				</p>
				<input
					id={id}
					type="file"
					accept={textFileTypes}
					aria-describedby={`${id}-hint`}
					onChange={(event) => {
						const [file] = event.target.files ?? []
						if (file) onFile(file)
						// An empty field lets somebody choose the same file again.
						event.target.value = ''
					}}
					className="peer sr-only"
				/>
				<label
					htmlFor={id}
					className={`${buttonClass({ size: 'sm' })} peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent`}
				>
					<Icon name="document" />
					Choose a file
				</label>
			</div>
			{problem && (
				<p role="alert" className="mt-1.5 text-sm text-danger">
					{problem}
				</p>
			)}
		</div>
	)
}
