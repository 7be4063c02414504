import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useRef } from 'react'
import { useDocumentEvent } from '../ui/use-document-event'
import { readSelection } from './read-selection'
import { SourceText } from './source-text'
import type { Passage } from './text-chunks'

type SelectableTextProps = {
	ref: Ref<HTMLDivElement>
	label: string
	text: string
	passages?: readonly Passage[]
	current: Passage | null
	onSelect: (passage: Passage | 'altered' | null) => void
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

	useDocumentEvent('selectionchange', () => {
		const element = box.current
		const { activeElement } = document
		// While another field has the focus the selection is that field's.
		if (activeElement && /^(input|textarea)$/i.test(activeElement.tagName)) return
		const selection = document.getSelection()
		if (!element || !selection?.anchorNode) return
		if (element.contains(selection.anchorNode)) onSelect(readSelection(element, text))
	})
	useEffect(() => {
		const element = box.current
		// React's own onBeforeInput is another event, which does not stop a deletion.
		const keep = (event: Event) => event.preventDefault()
		element?.addEventListener('beforeinput', keep)
		return () => element?.removeEventListener('beforeinput', keep)
	}, [])

	function onKeyDown(event: KeyboardEvent) {
		if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
		event.preventDefault()
		const passage = box.current && readSelection(box.current, text)
		if (passage === 'altered') onSelect(passage)
		else if (passage) onChoose(passage)
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
