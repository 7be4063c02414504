import type { RouterInputs } from '@/client/trpc'

type View = Omit<RouterInputs['fact']['order'], 'projectId'>

/** What a queue goes through: facts in their order, and the view where more of them are on the way. */
export type QueueStart = { key: number; ids: string[]; view?: View }

let lastKey = 0

/** Begins a queue of its own, whatever other goes through the same facts. */
export function startQueue(ids: string[], view?: View): QueueStart {
	lastKey += 1
	return { key: lastKey, ids, view }
}
