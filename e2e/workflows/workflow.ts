import { mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'

type Scalar = string | number | boolean

export type Step = {
	id?: string
	if?: string
	uses?: string
	run?: string
	shell?: string
	'timeout-minutes'?: number
	with?: Record<string, Scalar>
	env?: Record<string, Scalar>
}

export type Job = {
	needs?: string | string[]
	if?: string
	'runs-on'?: string
	'timeout-minutes'?: number
	permissions?: Record<string, string> | string
	concurrency?: { group: string; 'cancel-in-progress'?: boolean | string }
	strategy?: { 'fail-fast'?: boolean; matrix: Record<string, Scalar[]> }
	env?: Record<string, Scalar>
	defaults?: unknown
	container?: unknown
	outputs?: Record<string, string>
	services?: Record<string, { env?: Record<string, Scalar> }>
	steps: Step[]
}

export type Workflow = {
	name: string
	on: Record<string, unknown>
	permissions?: Record<string, string> | string
	concurrency?: Job['concurrency']
	env?: Record<string, Scalar>
	defaults?: unknown
	jobs: Record<string, Job>
}

/** The checkout that these tests lie in. It may be a mutated copy. */
export const checkout = path.resolve(import.meta.dirname, '../..')

const folder = '.github/workflows'

/** Makes a folder in the checkout, so that leftovers of a failed test in a copy are deleted with the copy. */
export function makeScratchFolder(name: string): string {
	const parent = path.join(checkout, '.e2e')
	mkdirSync(parent, { recursive: true })
	return mkdtempSync(path.join(parent, `${name}-`))
}

export function readWorkflow(name: string): string {
	return readFileSync(path.join(checkout, folder, name), 'utf8')
}

export function readWorkflows(): { file: string; text: string }[] {
	return readdirSync(path.join(checkout, folder)).map((name) => ({
		file: `${folder}/${name}`,
		text: readWorkflow(name),
	}))
}

export function parseWorkflow(text: string): Workflow {
	const workflow = parse(text) as Workflow & { on: unknown }
	return { ...workflow, on: eventsOf(workflow.on) }
}

/** `on` may be one event, a list of events, or events with their filters. */
function eventsOf(on: unknown): Workflow['on'] {
	if (typeof on === 'string') return { [on]: null }
	if (Array.isArray(on)) return Object.fromEntries(on.map((event) => [String(event), null]))
	return (on ?? {}) as Workflow['on']
}

export function needsOf({ needs = [] }: Job): string[] {
	return typeof needs === 'string' ? [needs] : needs
}
