import { limits } from './limits'

/** One line in Unicode's composed form, so that a tag looks like no other. */
export function tagText(text: string): string {
	return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}

/** The tags of a line in which commas part them, each once. */
export function tagsOfLine(line: string): string[] {
	const tags = line.split(/[,\n،、，]/).map(tagText)
	return [...new Set(tags.filter(Boolean))]
}

/** What is wrong with the tags of a fact, if anything. */
export function problemOfTags(tags: readonly string[]): string | null {
	const long = tags.find((tag) => tag.length > limits.tagLength)
	if (long) return `“${long}” is too long: a tag has at most ${limits.tagLength} characters.`
	if (tags.length > limits.tagsPerFact)
		return `These are ${tags.length} tags; a fact has at most ${limits.tagsPerFact}.`
	return null
}
