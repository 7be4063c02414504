import type { Mutation } from './mutant'

export type TestedMutation = {
	name: string
	edits: Mutation[]
	/** Test files. At least one of their tests fails with the mutation. */
	tests: string[]
	/** Whether the mutation counts as caught where the tests no longer load. */
	mayNotLoad?: boolean
	/** Whether these tests run on a PostgreSQL server only. */
	needsServer?: boolean
}
