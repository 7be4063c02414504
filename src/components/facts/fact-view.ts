import type { ParsedUrlQuery } from 'node:querystring'
import { cutText } from '@/domain/cut-text'
import { type FactSort, factSorts } from '@/domain/fact-sort'
import { type FactStatus, factStatuses } from '@/domain/fact-status'
import { limits } from '@/domain/limits'
import { withoutUnstorable } from '../ui/unstorable'

/** What of a project's facts is shown, and in which order. */
export type FactView = {
	search: string
	statuses: FactStatus[]
	sourceId: string | null
	pinned: boolean
	tag: string | null
	sort: FactSort
	bySource: boolean
}

export const wholeView: FactView = {
	search: '',
	statuses: [],
	sourceId: null,
	pinned: false,
	tag: null,
	sort: 'position',
	bySource: false,
}

const parameters = ['q', 'status', 'source', 'pinned', 'tag', 'sort', 'group']
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The view that an address names; what it does not understand it leaves out. */
export function viewOfQuery(query: ParsedUrlQuery): FactView {
	const text = (name: string) => withoutUnstorable(String(query[name] ?? ''))
	const named = text('status').split(',')
	const source = text('source')
	return {
		search: cutText(text('q'), limits.searchLength),
		statuses: factStatuses.filter((status) => named.includes(status)),
		sourceId: uuid.test(source) ? source : null,
		pinned: text('pinned') === '1',
		tag: cutText(text('tag').trim(), limits.tagLength) || null,
		sort: factSorts.find((sort) => sort === text('sort')) ?? 'position',
		bySource: text('group') === 'source',
	}
}

/** The query of an address that names the view; parameters of others stay, and what is as usual is not named. */
export function queryOfView(view: FactView, query: ParsedUrlQuery): ParsedUrlQuery {
	const others = Object.entries(query).filter(([name]) => !parameters.includes(name))
	return {
		...Object.fromEntries(others),
		...(view.search && { q: view.search }),
		...(view.statuses.length > 0 && { status: view.statuses.join(',') }),
		...(view.sourceId && { source: view.sourceId }),
		...(view.pinned && { pinned: '1' }),
		...(view.tag && { tag: view.tag }),
		...(view.sort !== 'position' && { sort: view.sort }),
		...(view.bySource && { group: 'source' }),
	}
}

/** The part of a view that decides which facts are in it, as the API takes it. */
export function filterOfView({ search, statuses, sourceId, pinned, tag }: FactView) {
	return {
		search: search.trim() || undefined,
		statuses: statuses.length > 0 ? statuses : undefined,
		sourceId: sourceId ?? undefined,
		pinned: pinned || undefined,
		tags: tag ? [tag] : undefined,
	}
}

export function isFiltered(view: FactView): boolean {
	return Object.values(filterOfView(view)).some((value) => value !== undefined)
}
