import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useRef } from 'react'
import { readSelection } from './read-selection'
import { type Passage, SourceText } from './source-text'

type SelectableTextProps = {
	ref: Ref<HTMLDivElement>
	label: string
	text: string
	passages?: readonly Passage[]
	current: Passage | null
	onSelect: (passage: Passage | null) => void
	/** Enter was pressed on a selection. */
	onChoose: (passage: Passage) => void
}

/** A text with a caret, so that a passage can be selected by keyboard as well; nothing in it can be changed. */
export function SelectableText({
	ref,
	label,
	text,
	passages,
	current,
	onSelect,
	onChoose,
}: SelectableTextProps) {
	const box = useRef<HTMLDivElement>(null)
	useImperativeHandle(ref, () => box.current as HTMLDivElement)

	useEffect(() => {
		const element = box.current
		if (!element) return
		// React's own onBeforeInput is another event, which does not stop a deletion.
		const keep = (event: Event) => event.preventDefault()
		const read = () => {
			const { activeElement } = document
			// While another field has the focus the selection is that field's.
			if (activeElement && /^(input|textarea)$/i.test(activeElement.tagName)) return
			const selection = document.getSelection()
			const isInside = selection?.anchorNode && element.contains(selection.anchorNode)
			if (isInside) onSelect(readSelection(element, text))
		}
		element.addEventListener('beforeinput', keep)
		document.addEventListener('selectionchange', read)
		return () => {
			element.removeEventListener('beforeinput', keep)
			document.removeEventListener('selectionchange', read)
		}
	}, [text, onSelect])

	function onKeyDown(event: KeyboardEvent) {
		if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
		event.preventDefault()
		const passage = box.current && readSelection(box.current, text)
		if (passage) onChoose(passage)
	}

	return (
		// biome-ignore lint/a11y/useSemanticElements: a textarea can neither mark passages nor keep every line end
		<div
			ref={box}
			role="textbox"
			tabIndex={0}
			aria-label={label}
			aria-readonly="true"
			aria-multiline="true"
			contentEditable
			suppressContentEditableWarning
			spellCheck={false}
			inputMode="none"
			data-testid="source-text"
			onKeyDown={onKeyDown}
			onDrop={(event) => event.preventDefault()}
			className="max-w-[68ch] scroll-mt-20 rounded-md font-serif text-[1.0625rem] leading-[1.75] whitespace-pre-wrap outline-offset-8 [overflow-wrap:anywhere]"
		>
			<SourceText text={text} passages={passages} current={current} />
		</div>
	)
}
