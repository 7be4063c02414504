import type { DatabaseKind, Measure } from './results'

/** What a section gets to run with. */
export type Setting = {
	database: DatabaseKind
	/** Whether the counts are small, to try the benchmark out. */
	quick: boolean
	/** Prints what is done now. */
	say(step: string): void
	/** The address of a new, empty database on the server; null: the embedded database. */
	newDatabase(): Promise<string | null>
	/** Runs when the section ends, however it ends; the last comes first. */
	atEnd(work: () => Promise<unknown>): void
}

export type Section = {
	name: string
	/** The databases on which the section makes sense. */
	databases: DatabaseKind[]
	run(setting: Setting): Promise<{ note: string; measures: Measure[] }>
}
