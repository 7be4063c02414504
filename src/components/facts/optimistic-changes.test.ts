import { beforeEach, expect, it } from 'vitest'
import type { FactStatus } from '@/domain/fact-status'
import type { FactPages, Shown } from './changed-facts'
import { optimisticChanges } from './optimistic-changes'

const ids = ['a', 'b', 'c']

function list(statuses: Record<string, FactStatus> = {}): FactPages {
	const facts = ids.map((id, index) => ({
		...{
			id,
			claim: id,
			quote: null,
			quoteStart: null,
			quoteEnd: null,
			confidence: null,
			note: null,
			tags: [],
		},
		...{ status: statuses[id] ?? ('pending' as const), pinned: false, keyClaim: false },
		...{ position: index + 1, version: 1, source: { id: 's', title: 'Source', url: null } },
	}))
	return { pages: [{ facts, total: ids.length, nextCursor: null }], pageParams: [null] }
}

let shown: Map<string, Shown>
let show: ReturnType<typeof optimisticChanges>['show']

beforeEach(() => {
	shown = new Map([['whole', list()]])
	show = optimisticChanges({
		all: () => [...shown],
		set: (key, next) => shown.set(key, next),
	}).show
})

const page = () => (shown.get('whole') as FactPages).pages[0]
const statuses = () => page()?.facts.map(({ id, status }) => `${id} ${status}`)
const mark = (id: string, status: FactStatus) => show([{ factIds: [id], set: { status } }])

it('a change is shown at once and stays once it is kept', () => {
	const change = mark('a', 'flagged')
	expect(statuses()).toEqual(['a flagged', 'b pending', 'c pending'])
	expect(page()?.facts.map(({ version }) => version)).toEqual([2, 1, 1])
	change.keep()
	expect(statuses()).toEqual(['a flagged', 'b pending', 'c pending'])
})

it('a change that is refused leaves what was shown before', () => {
	mark('a', 'flagged').takeBack()
	expect(shown.get('whole')).toEqual(list())
})

it('of several that wait, the refused one alone goes, first, middle or last', () => {
	for (const refused of ids) {
		shown.set('whole', list())
		const waiting = new Map(ids.map((id) => [id, mark(id, 'flagged')]))
		waiting.get(refused)?.takeBack()
		const left = ids.map((id) => `${id} ${id === refused ? 'pending' : 'flagged'}`)
		expect(statuses()).toEqual(left)
		for (const id of ids) if (id !== refused) waiting.get(id)?.keep()
		expect(statuses()).toEqual(left)
	}
})

it('of two changes of one fact, the newer one is shown until it is refused', () => {
	const older = mark('a', 'flagged')
	const newer = mark('a', 'rejected')
	older.keep()
	expect(statuses()?.[0]).toBe('a rejected')
	newer.takeBack()
	expect(statuses()?.[0]).toBe('a flagged')
})

it('a change that is kept comes through a list that was read before it', () => {
	const change = mark('a', 'flagged')
	shown.set('whole', list())
	change.keep()
	expect(statuses()?.[0]).toBe('a flagged')
})

it('a removed fact is neither shown nor counted, and comes back where it was', () => {
	const removal = show([{ factIds: ['b'], set: { removed: true } }])
	expect(statuses()).toEqual(['a pending', 'c pending'])
	expect(page()?.total).toBe(2)
	removal.takeBack()
	expect(shown.get('whole')).toEqual(list())
})
