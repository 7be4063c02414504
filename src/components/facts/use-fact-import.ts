import { useRef, useState } from 'react'
import { errorText } from '@/client/api-error'
import { trpc } from '@/client/trpc'
import { readFacts } from '@/domain/imported-facts'
import { limits } from '@/domain/limits'
import { kilobytes } from '@/domain/text-size'
import { breathingSpace } from '../ui/breathing-space'
import { countOf } from '../ui/count-of'
import { useToast } from '../ui/toast'
import { type CheckedFact, type CheckedImport, checkImport } from './check-import'
import { type ImportRecord, sendImport, takeBackImport } from './send-import'
import { useFactCache } from './use-fact-cache'
import type { FactReview } from './use-fact-review'

type State =
	| { status: 'empty'; problem?: string }
	| { status: 'reading'; name: string }
	| { status: 'checked'; name: string; found: CheckedImport; problem?: string }
	| { status: 'importing'; name: string; found: CheckedImport; done: number }

type Choice = { keepStatuses: boolean; withoutQuotes: boolean }

/** Reads a file of facts, says what of it would come in, and brings that in, in parts that are each taken whole or not at all. */
export function useFactImport(projectId: string, offerUndo: FactReview['offerUndo']) {
	const utils = trpc.useUtils()
	const { client } = utils
	const cache = useFactCache(projectId)
	const show = useToast()
	const [state, setState] = useState<State>({ status: 'empty' })
	const current = useRef<AbortController>(null)

	function reload() {
		void cache.reload()
		void utils.project.list.invalidate()
	}

	async function read(file: File) {
		current.current?.abort()
		const controller = new AbortController()
		current.current = controller
		const { signal } = controller
		const tell = (next: State) => !signal.aborted && setState(next)
		if (file.size > limits.importFileBytes)
			return tell({
				status: 'empty',
				problem: `“${file.name}” has ${kilobytes(file.size)}; ${kilobytes(limits.importFileBytes)} fit. Export the facts in parts.`,
			})
		tell({ status: 'reading', name: file.name })
		try {
			const pause = breathingSpace(signal)
			const text = await utf8(file)
			const imported = await readFacts(text, pause)
			if (imported.facts.length === 0) throw new Error('The file holds no facts.')
			const found = await checkImport(client, projectId, { imported, pause })
			tell({ status: 'checked', name: file.name, found })
		} catch (error) {
			tell({ status: 'empty', problem: `“${file.name}” was not read. ${wordsOf(error)}` })
		}
	}

	async function bringIn({ keepStatuses, withoutQuotes }: Choice): Promise<boolean> {
		if (state.status !== 'checked') return false
		const { name, found } = state
		const chosen = importable(found.facts, withoutQuotes)
		const record: ImportRecord = { added: [], madeSources: [], known: 0, differing: 0 }
		const { added, madeSources } = record
		setState({ status: 'importing', name, found, done: 0 })
		const finish = (message: string) => {
			reload()
			if (added.length + madeSources.length === 0) return show(message, { passing: true })
			offerUndo({
				message,
				takeBack: () => takeBack(record),
				problemOf: (error) => `The import was not taken back. ${errorText(error)}`,
			})
		}
		try {
			await sendImport({
				...{ client, projectId, facts: chosen, keepStatuses, record },
				onProgress: (done) => setState({ status: 'importing', name, found, done }),
			})
			finish(`${countOf(added.length, 'fact')} imported.${knownWords(record)}`)
			setState({ status: 'empty' })
			return true
		} catch (error) {
			const rest =
				added.length > 0
					? `${countOf(added.length, 'fact')} of ${chosen.length.toLocaleString()} came in before that. Import again to go on: no fact comes in twice.`
					: 'No fact came in.'
			if (added.length + madeSources.length > 0)
				finish(`${countOf(added.length, 'fact')} imported.`)
			setState({ ...{ status: 'checked', name, found }, problem: `${errorText(error)} ${rest}` })
			return false
		}
	}

	async function takeBack(record: ImportRecord) {
		try {
			await takeBackImport({ client, projectId }, record)
		} finally {
			reload()
		}
		show('Taken back.', { passing: true })
	}

	function clear() {
		current.current?.abort()
		setState({ status: 'empty' })
	}
	return { state, read, bringIn, clear }
}

/** The facts that come in: those without a found quote only where somebody says so. */
export function importable(facts: CheckedFact[], withoutQuotes: boolean): CheckedFact[] {
	return withoutQuotes ? facts : facts.filter(({ quote }) => quote !== 'lost')
}

/** What to say of the facts that were there before; they keep their notes and tags. */
function knownWords({ known, differing }: ImportRecord): string {
	if (known === 0) return ''
	const which = differing === known ? '' : `${differing.toLocaleString()} of them `
	const kept =
		differing > 0 ? `, ${which}with other notes or tags, which stay as they are here` : ''
	return ` ${countOf(known, 'was', 'were')} here already${kept}.`
}

async function utf8(file: File): Promise<string> {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer())
	} catch {
		throw new Error('It is no UTF-8 text. Save it as UTF-8, or export it again.')
	}
}

function wordsOf(error: unknown): string {
	const isOwn = error instanceof Error && error.constructor === Error
	return isOwn ? error.message : errorText(error)
}
