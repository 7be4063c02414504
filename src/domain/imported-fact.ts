import type { FileFact } from './fact-file'
import type { SoughtQuote } from './quote-place'

export type ImportedSource = {
	/** What facts of the file call it. */
	key: string
	title: string
	url: string | null
	textSha256?: string
	text?: string
}
export type ImportedFact = {
	/** Where it stands in the file, for a person: `Fact 12`, `Line 14`. */
	where: string
	sourceKey: string
	quote: SoughtQuote | null
} & Omit<FileFact, 'id' | 'sourceId' | 'quote' | 'position'>
export type ImportedFacts = { sources: ImportedSource[]; facts: ImportedFact[] }
