import type { FactStatus } from '@/domain/fact-status'
import type { OutputMode } from '@/domain/output-mode'
import type { OutputBlock } from '@/domain/output-text'

/** A fact as an engine sees it. `quote` is verbatim, or null where a fact has none. */
export type EngineFact = {
	id: string
	claim: string
	quote: string | null
	keyClaim: boolean
	source: { id: string; title: string; url: string | null }
}

/** A fact that was chosen for an output. An engine does not see its status. */
export type ChosenFact = EngineFact & { status: FactStatus }

export type EngineRequest = {
	mode: OutputMode
	projectTitle: string
	/** The facts in the order of the project; never empty. */
	facts: EngineFact[]
	signal?: AbortSignal
}

export type EngineResult = { title: string; blocks: OutputBlock[] }

export interface SynthesisEngine {
	name: string
	/** A new version may write another text from the same facts. */
	version: string
	/** Writes the text. The caller has to refuse an empty result. */
	synthesise(request: EngineRequest): Promise<EngineResult>
}
