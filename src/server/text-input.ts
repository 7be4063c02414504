import { isVisible } from '@/domain/visible-text'
import { storableText } from '@/isolation/storable-text'

/** A name or a claim: trimmed, with something to see in it, at most `length` characters. */
export function title(length: number) {
	return storableText(length).trim().refine(isVisible, {
		message: 'There is nothing to see in it: give it a letter, a digit or a sign',
	})
}
