import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { RecordedEvent } from './simulation'

const folder = path.join(import.meta.dirname, 'events')

/** The names of all events that were recorded. */
export const eventNames = readdirSync(folder).map((file) => path.basename(file, '.json'))

/** An event as GitHub sent it, but with the commits of the tests' repository. */
export function recordedEvent(name: string): RecordedEvent {
	return JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')) as RecordedEvent
}
