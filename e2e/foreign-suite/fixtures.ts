import { randomUUID } from 'node:crypto'
import { type BrowserContextOptions, test as base, expect, mergeTests } from '@playwright/test'
import { createTRPCClient, httpLink } from '@trpc/client'
import { workerRootId } from '../../src/isolation/worker-ids'
import { openBoards } from '../foreign-app/database'
import type { BoardsRouter } from '../foreign-app/router'
import { serveBoards } from '../foreign-app/server'
import { seedFixture } from '../isolation/seed-fixture'
import type { SeededApplication } from '../isolation/seeded-application'

type BoardSeed = { board_id: string; lease_id: string | null; content_hash: string }
type Boards = SeededApplication<object, BoardSeed>
type State = Exclude<BrowserContextOptions['storageState'], string | undefined>

/** The fixtures that the suite had before isolation: a server, a signed-in user with their own theme, and a header. */
const theirs = base.extend<object, { origin: string; signedIn: State }>({
	origin: [
		async ({}, use) => {
			const database = await openBoards(null)
			const seeding = { mounted: true, enabled: true, token: null, productionBuild: false }
			const { origin, server } = await serveBoards({ database, seeding, e2eMode: true })
			await use(origin)
			server.close()
			await database.close()
		},
		{ scope: 'worker' },
	],
	signedIn: [
		async ({ origin }, use) => {
			const cookie = { name: 'user', value: 'ann', domain: '127.0.0.1', path: '/', expires: -1 }
			const theme = { name: 'theme', value: 'dark' }
			await use({
				cookies: [{ ...cookie, httpOnly: true, secure: false, sameSite: 'Lax' }],
				origins: [{ origin, localStorage: [theme] }],
			})
		},
		{ scope: 'worker' },
	],
	baseURL: ({ origin }, use) => use(origin),
	storageState: ({ signedIn }, use) => use(signedIn),
	extraHTTPHeaders: { 'x-team': 'acme' },
})

function callsTo(url: string, leaseId: string | null) {
	const headers = leaseId === null ? {} : { 'x-seed-lease': leaseId }
	const links = [httpLink({ url: `${url}/trpc`, headers })]
	return createTRPCClient<BoardsRouter>({ links }).tests
}

function boardsAt(url: string): Boards {
	const tests = callsTo(url, null)
	return {
		url, // isolation
		seed: ({ label, ...slot }) =>
			tests.seed.mutate({
				board_id: workerRootId(slot), // isolation
				lease: { ...slot, label }, // isolation
			}),
		keep: ({ run, shard, worker, label }, { board_id }) =>
			tests.keep.mutate({
				board_id,
				lease: { run, shard, worker, label }, // isolation
			}),
		seedAnother: ({ lease_id }) => callsTo(url, lease_id).seed.mutate({ board_id: randomUUID() }), // isolation
		async outcome(run, { board_id, lease_id }) {
			const told = await tests.status.query({ run, board_id, lease_id: lease_id ?? undefined })
			return told // isolation
		},
	}
}

export const test = mergeTests(
	theirs,
	seedFixture<object, BoardSeed>(() => boardsAt('')), // isolation
).extend<object, { application: Boards }>({
	application: [async ({ origin }, use) => use(boardsAt(origin)), { scope: 'worker' }], // isolation
})

export { expect }
