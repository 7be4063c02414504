import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHTTPHandler } from '@trpc/server/adapters/standalone'
import type { GateSettings } from '../../src/isolation/gate'
import { readRequest } from '../../src/isolation/request'
import type { BoardsDatabase } from './database'
import { appRouter } from './router'

type Settings = { database: BoardsDatabase; seeding: GateSettings; e2eMode: boolean }

/** Serves boards on a free port of this machine: tRPC at `/trpc`. Returns the origin and the server. */
export async function serveBoards({
	database,
	seeding,
	e2eMode,
}: Settings): Promise<{ origin: string; server: Server }> {
	const answer = createHTTPHandler({
		router: appRouter,
		basePath: '/trpc/',
		createContext: ({ req, res }) => ({
			...{ database, env: { seeding, e2eMode }, user: userOf(req) },
			...readRequest({ req, res }, seeding), // isolation
		}),
	})
	const server = createServer((req, res) => answer(req, res))
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}

function userOf({ headers }: IncomingMessage): string | null {
	return /(?:^|; )user=([^;]+)/.exec(headers.cookie ?? '')?.[1] ?? null
}
