import type { FactStatus } from './fact-status'

/** `quotes` are the parts of `text` that the engine says are verbatim. */
export type OutputSentence = { text: string; factIds: string[]; quotes: string[] }

/** A heading has one sentence without facts; every other sentence has at least one. */
export type OutputBlock = {
	kind: 'heading' | 'paragraph' | 'item'
	sentences: OutputSentence[]
}

/** A fact as it was when an output cited it; `[number]` in the output's text refers to it. */
export type Citation = {
	number: number
	/** The id of the fact. */
	id: string
	claim: string
	quote: string | null
	/** Absent in an output that was written before statuses were kept. */
	status?: FactStatus
	source: { id: string; title: string; url: string | null }
}
