import type { Mutation } from './mutant'

export type TestedMutation = {
	name: string
	edits: Mutation[]
	/** Test files one of which fails with the mutation. */
	tests: string[]
	/** Whether tests that no longer load have caught the mutation. */
	mayNotLoad?: boolean
	/** Whether these tests run on a PostgreSQL server only. */
	needsServer?: boolean
}
