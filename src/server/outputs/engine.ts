import type { OutputMode } from '@/domain/output-mode'

/** A fact as an engine sees it. `quote` is verbatim, or null where a fact has none. */
export type EngineFact = {
	id: string
	claim: string
	quote: string | null
	keyClaim: boolean
	source: { id: string; title: string; url: string | null }
}

export type EngineRequest = {
	mode: OutputMode
	projectTitle: string
	/** In the order of the project; never empty. */
	facts: EngineFact[]
	signal?: AbortSignal
}

/** `quotes` are the parts of `text` that the engine says are verbatim. */
export type OutputSentence = { text: string; factIds: string[]; quotes: string[] }

/** A heading has one sentence without facts; every other sentence has at least one. */
export type OutputBlock = {
	kind: 'heading' | 'paragraph' | 'item'
	sentences: OutputSentence[]
}

/** A fact as it was when an output cited it; `[number]` in the output's text means it. */
export type Citation = {
	number: number
	/** Of the fact. */
	id: string
	claim: string
	quote: string | null
	source: { id: string; title: string; url: string | null }
}

export type EngineResult = { title: string; blocks: OutputBlock[] }

export interface SynthesisEngine {
	name: string
	/** Changes whenever the same facts may give another text. */
	version: string
	/** The text for a request; an empty result is for the caller to refuse. */
	synthesise(request: EngineRequest): Promise<EngineResult>
}
