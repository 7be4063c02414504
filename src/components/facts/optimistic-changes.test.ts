import { beforeEach, expect, it } from 'vitest'
import type { FactStatus } from '@/domain/fact-status'
import type { Fact, FactOrder, Shown } from './changed-facts'
import { optimisticChanges } from './optimistic-changes'

const ids = ['a', 'b', 'c']

function fact(id: string, status: FactStatus = 'pending'): Fact {
	return {
		...{ id, claim: id, quote: null, quoteStart: null, quoteEnd: null, confidence: null },
		...{ status, pinned: false, keyClaim: false, note: null, tags: [] },
		...{ position: ids.indexOf(id) + 1, version: 1, source: { id: 's', title: 'Source' } },
	}
}
const order = (): FactOrder => ({ groups: [{ source: null, ids }], total: ids.length })
/** A view, and the facts that were read for it. */
const whole = (): [string, Shown][] => [
	['order', order()],
	...ids.map((id): [string, Shown] => [id, fact(id)]),
]

let shown: Map<string, Shown>
let show: ReturnType<typeof optimisticChanges>['show']
let showOn: ReturnType<typeof optimisticChanges>['showOn']

beforeEach(() => {
	shown = new Map(whole())
	;({ show, showOn } = optimisticChanges({
		all: () => [...shown],
		set: (key, next) => shown.set(key, next),
	}))
})

const facts = () => ids.map((id) => shown.get(id) as Fact)
const statuses = () => facts().map(({ id, status }) => `${id} ${status}`)
const mark = (id: string, status: FactStatus) => show([{ factIds: [id], set: { status } }])

it('a change is shown at once and stays once it is kept', () => {
	const change = mark('a', 'flagged')
	expect(statuses()).toEqual(['a flagged', 'b pending', 'c pending'])
	expect(facts().map(({ version }) => version)).toEqual([2, 1, 1])
	change.keep()
	expect(statuses()).toEqual(['a flagged', 'b pending', 'c pending'])
})

it('a change that is refused leaves what was shown before', () => {
	mark('a', 'flagged').takeBack()
	expect([...shown]).toEqual(whole())
})

it('of several that wait, the refused one alone goes, first, middle or last', () => {
	for (const refused of ids) {
		for (const id of ids) shown.set(id, fact(id))
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
	expect(facts()[0]?.version).toBe(3)
	newer.takeBack()
	expect(statuses()?.[0]).toBe('a flagged')
})

it('a change that is kept comes through a fact that was read before it', () => {
	const change = mark('a', 'flagged')
	shown.set('a', fact('a'))
	change.keep()
	expect(statuses()?.[0]).toBe('a flagged')
})

it('a change that waits is not shown on a fact that is read later, and is so once it is kept', () => {
	shown.delete('c')
	const change = mark('c', 'flagged')
	shown.set('c', fact('c'))
	change.keep()
	expect(statuses()).toEqual(['a pending', 'b pending', 'c flagged'])
})

it('what was read while several wait is as they say once the first of them is kept', () => {
	const first = mark('a', 'flagged')
	const second = mark('b', 'rejected')
	for (const id of ids) shown.set(id, fact(id))
	first.keep()
	expect(statuses()).toEqual(['a flagged', 'b rejected', 'c pending'])
	second.keep()
	expect(statuses()).toEqual(['a flagged', 'b rejected', 'c pending'])
})

it('what is read while changes wait is shown with them at once, and as it was read where they are refused', () => {
	const change = mark('a', 'flagged')
	const other = mark('b', 'flagged')
	for (const id of ids) {
		shown.set(id, fact(id))
		showOn(id, fact(id))
	}
	expect(statuses()).toEqual(['a flagged', 'b flagged', 'c pending'])
	expect(facts().map(({ version }) => version)).toEqual([2, 2, 1])
	other.takeBack()
	expect(statuses()).toEqual(['a flagged', 'b pending', 'c pending'])
	change.keep()
	expect(statuses()).toEqual(['a flagged', 'b pending', 'c pending'])
})

it('the facts to review are without those that are decided, and with those that are again', () => {
	shown.set('undecided', { ids: ['a', 'b'] })
	const undecided = () => shown.get('undecided')
	const decided = mark('a', 'approved')
	expect(undecided()).toEqual({ ids: ['b'] })
	mark('c', 'needs_review').keep()
	expect(undecided()).toEqual({ ids: ['b', 'c'] })
	show([{ factIds: ['b'], set: { removed: true } }]).keep()
	expect(undecided()).toEqual({ ids: ['c'] })
	decided.takeBack()
	expect(undecided()).toEqual({ ids: ['a', 'c'] })
})

it('a removed fact is neither shown nor counted, and comes back where it was', () => {
	const removal = show([{ factIds: ['b'], set: { removed: true } }])
	expect(shown.get('order')).toEqual({ groups: [{ source: null, ids: ['a', 'c'] }], total: 2 })
	removal.takeBack()
	expect([...shown]).toEqual(whole())
})

it('a removal leaves the groups of other sources and views without the fact as they are', () => {
	const other: FactOrder = { groups: [{ source: { id: 's', title: 'S' }, ids: ['d'] }], total: 1 }
	shown.set('other', other)
	show([{ factIds: ['b'], set: { removed: true } }])
	expect(shown.get('other')).toBe(other)
})

it('a change of ten thousand facts is shown within a moment, however many are in the cache', () => {
	const many = Array.from({ length: 10_000 }, (_, index) => `fact ${index}`)
	for (const id of many) shown.set(id, { ...fact('a'), id })
	const startedAt = performance.now()
	show([{ factIds: many, set: { status: 'flagged' } }]).takeBack()
	expect(performance.now() - startedAt).toBeLessThan(1_000)
	expect((shown.get('fact 9999') as Fact).status).toBe('pending')
})
