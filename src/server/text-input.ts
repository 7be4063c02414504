import { storableText } from '@/isolation/storable-text'

/** A one-line name: trimmed, not empty, at most `length` characters. */
export function title(length: number) {
	return storableText(length).trim().min(1)
}
