import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHTTPHandler } from '@trpc/server/adapters/standalone'
import type { GateSettings } from '../../src/isolation/gate'
import { readRequest } from '../../src/isolation/request'
import type { BoardsDatabase } from './database'
import { appRouter } from './router'

type Settings = { database: BoardsDatabase; seeding: GateSettings; e2eMode: boolean }

/** Serves boards on a free port: tRPC at `/trpc`, a page at `/board/<id>`. Returns the origin and the server. */
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
	const server = createServer((req, res) => {
		if (req.url?.startsWith('/trpc/')) return answer(req, res)
		res.setHeader('content-type', 'text/html; charset=utf-8')
		res.end(pageOf(req))
	})
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}

function userOf({ headers }: IncomingMessage): string | null {
	return /(?:^|; )user=([^;]+)/.exec(headers.cookie ?? '')?.[1] ?? null
}

/** A page that shows the cards of a board, the signed-in user, the team and the theme. */
function pageOf(req: IncomingMessage): string {
	const boardId = req.url?.split('/')[2] ?? ''
	const input = encodeURIComponent(JSON.stringify({ boardId }))
	return `<!doctype html><title>Board</title>
<h1>${userOf(req) ?? 'Nobody'} of ${req.headers['x-team'] ?? 'no team'}</h1>
<p>Theme: <span id="theme"></span></p>
<button>Add a card</button>
<ul></ul>
<script>
document.querySelector('#theme').textContent = localStorage.getItem('theme') ?? 'none'
async function show() {
	const { result, error } = await (await fetch('/trpc/card.list?input=${input}')).json()
	const texts = error ? [error.message] : result.data.map((card) => card.text)
	document.querySelector('ul').replaceChildren(...texts.map((text) => Object.assign(document.createElement('li'), { textContent: text })))
}
document.querySelector('button').onclick = async () => {
	await fetch('/trpc/card.add', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"boardId":"${boardId}","text":"New card"}' })
	await show()
}
show()
</script>`
}
