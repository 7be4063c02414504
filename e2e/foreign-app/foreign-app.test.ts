import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client'
import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, it } from 'vitest'
import { queryRows } from '../../src/isolation/database'
import { claimsOfIsolation, type Laboratory } from '../../src/testing/isolation-claims'
import { claimsOfOwners } from '../../src/testing/owner-claims'
import { createServerDatabase, testServerUrl } from '../../src/testing/test-database'
import { openBoards } from './database'
import type { BoardsRouter } from './router'
import { serveBoards } from './server'

const url = testServerUrl === null ? null : await createServerDatabase(testServerUrl)
const database = await openBoards(url)
const open = { mounted: true, enabled: true, token: null, productionBuild: false }
const strict = await serveBoards({ database, seeding: open, e2eMode: true })
const closed = await serveBoards({
	...{ database, e2eMode: true },
	seeding: { ...open, enabled: false },
})
afterAll(async () => {
	for (const { server } of [strict, closed]) server.close()
	await database.close()
})

/** A client over real HTTP; every request carries the lease. */
const clientOf = (origin: string, leaseId: string | null) =>
	createTRPCClient<BoardsRouter>({
		links: [
			httpLink({
				url: `${origin}/trpc`,
				headers: { cookie: 'user=ann', ...(leaseId !== null && { 'x-seed-lease': leaseId }) },
			}),
		],
	})
type Client = ReturnType<typeof clientOf>
const suite = clientOf(strict.origin, null).tests

async function refusalOf(call: Promise<unknown>) {
	try {
		await call
	} catch (error) {
		if (error instanceof TRPCClientError && error.data)
			return { message: error.message, ...error.data }
		throw error
	}
	throw new Error('The call was not refused')
}

const boards: Laboratory<Client, { boardId: string; cardId: string }> = {
	async seed(board_id, lease, leaseId = null) {
		const { tests } = clientOf(strict.origin, leaseId)
		const { lease_id, content_hash } = await tests.seed.mutate({ board_id, lease })
		return { rootId: board_id, leaseId: lease_id, contentHash: content_hash }
	},
	keep: (board_id, lease, leaseId = null) =>
		clientOf(strict.origin, leaseId).tests.keep.mutate({ board_id, lease }),
	cleanUp: (which, leaseId = null) =>
		clientOf(strict.origin, leaseId).tests.cleanup.mutate(
			'run' in which ? which : { board_id: which.rootId },
		),
	contentHash: async (board_id) => (await suite.status.query({ board_id })).content_hash,
	violations: async (run) => (await suite.status.query({ run })).violations,
	caller: (leaseId) => clientOf(strict.origin, leaseId),
	closed: (leaseId) => clientOf(closed.origin, leaseId),
	async targetOf(caller, { rootId: boardId }) {
		const [card] = await caller.card.list.query({ boardId })
		return { boardId, cardId: card?.id ?? '' }
	},
	rootKey: 'boardId',
	touches: {
		'board.get': (c: Client, { boardId }) => c.board.get.query({ boardId }),
		'card.list': (c, { boardId }) => c.card.list.query({ boardId }),
		'card.add': (c, { boardId }) => c.card.add.mutate({ boardId, text: 'New' }),
		'card.move': (c, ids) => c.card.move.mutate({ ...ids, place: 9 }),
	},
	idsInside: ['card.move'],
	lateWrites: ['card.add', 'card.move'],
	lists: { 'board.list': (c) => c.board.list.query() },
	async create(caller) {
		const made = await caller.board.create.mutate({ title: 'New' })
		const boardId = made?.id ?? ''
		const card = await caller.card.add.mutate({ boardId, text: 'New' })
		return [boardId, card?.id ?? '']
	},
	contents: () =>
		database.run('read', async (tx) => ({
			boards: await queryRows(tx, sql`select * from boards order by id`),
			cards: await queryRows(tx, sql`select * from cards order by id`),
			leases: await queryRows(tx, sql`select * from leases order by id`),
		})),
	refusalOf,
}

describe('an application of boards and cards', () => {
	describe('and its guard', () => claimsOfIsolation(boards))
	describe('and its owners', () => claimsOfOwners(boards))

	it('tells a refused caller what to do, with the names that the application gave', async () => {
		const { tests } = clientOf(closed.origin, null)
		expect(await refusalOf(tests.status.query({}))).toMatchObject({
			...{ code: 'FORBIDDEN', message: expect.stringContaining('BOARDS_TEST=on') },
		})
	})

	it('adds at most 15 lines to be guarded, and marks them', () => {
		const folder = import.meta.dirname
		const files = readdirSync(folder).filter((name) => !name.endsWith('.test.ts'))
		const lines = files.flatMap((name) => readFileSync(path.join(folder, name), 'utf8').split('\n'))
		const marked = lines.filter((line) => line.endsWith('// isolation'))
		expect(marked.length).toBeGreaterThan(5)
		expect(marked.length).toBeLessThanOrEqual(15)
	})
})
