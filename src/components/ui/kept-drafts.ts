const drafts = new Map<string, unknown>()

/** What was typed in this tab into the form of that name and is not saved; undefined where nothing is. */
export function keptDraft<Draft>(name: string): Draft | undefined {
	return drafts.get(name) as Draft | undefined
}

/** Keeps what is typed into the form of that name until it is saved, which `undefined` says, also where the page of it is left. */
export function keepDraft(name: string, draft: unknown): void {
	if (draft === undefined) drafts.delete(name)
	else drafts.set(name, draft)
}

/** Whether anything was typed in this tab and is not saved. */
export const hasDrafts = (): boolean => drafts.size > 0
