import { beforeEach, describe, expect, it } from 'vitest'
import { callerOf, gateClosed } from '@/testing/caller'
import { pageClient } from '@/testing/page-client'
import { openTestDatabase } from '@/testing/test-database'
import { collectFacts } from './collect-facts'
import { type FactView, wholeView } from './fact-view'

type Options = Parameters<typeof collectFacts>[0]

const database = await openTestDatabase()
const caller = callerOf(database, gateClosed)
const client = pageClient<Options['client']>(caller)
let projectId: string

beforeEach(async () => {
	const { id: workspaceId } = await caller.workspace.create({ name: 'Workspace' })
	projectId = (await caller.project.create({ workspaceId, title: 'Project' })).id
	const [one, two] = await Promise.all(
		['One', 'Two'].map((text) => caller.source.add({ projectId, title: text, text })),
	)
	const facts = Array.from({ length: 450 }, (_, n) => ({
		...{ sourceId: (n % 2 ? two : one)?.id ?? '', claim: `Claim ${n}`, confidence: n % 101 },
		...{ status: n % 3 ? ('approved' as const) : ('pending' as const), pinned: n % 4 === 0 },
	}))
	await caller.fact.import({ projectId, facts })
})

const collected = (options: Partial<Options> = {}) =>
	collectFacts({
		...{ client, project: { id: projectId, title: 'Project' }, view: wholeView, withTexts: true },
		...{ signal: new AbortController().signal, onProgress: () => {}, ...options },
	})

describe('an export', () => {
	it('of a selection has its facts, in their order, and only their sources', async () => {
		const { facts } = await caller.fact.list({ projectId, limit: 200 })
		const chosen = facts.filter((_, index) => index === 20 || index === 4)
		const { file } = await collected({ ids: new Set(chosen.map(({ id }) => id)) })
		expect(file.facts.map(({ id }) => id)).toEqual(chosen.map(({ id }) => id))
		expect(file.sources.map(({ id }) => id)).toEqual([chosen[0]?.source.id])
	})

	it('of a view has the facts that the view shows, in its order', async () => {
		const view: FactView = {
			...wholeView,
			statuses: ['approved'],
			pinned: true,
			sort: 'confidence',
		}
		const { file } = await collected({ view })
		const shown = await caller.fact.list({
			...{ projectId, statuses: ['approved'], pinned: true, sort: 'confidence', limit: 200 },
		})
		expect(file.facts.length).toBeGreaterThan(0)
		expect(file.facts.map(({ id }) => id)).toEqual(shown.facts.map(({ id }) => id))
	})

	it('that is cancelled ends with the page that it reads', async () => {
		const controller = new AbortController()
		const progress: number[] = []
		const reading = collected({
			signal: controller.signal,
			onProgress: (count) => {
				progress.push(count)
				controller.abort()
			},
		})
		await expect(reading).rejects.toThrow()
		expect(progress).toEqual([200])
	})
})
