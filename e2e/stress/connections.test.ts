import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as elapsed } from 'node:timers/promises'
import { afterEach, expect, it } from 'vitest'
import { CutConnection, connectionsTo, fetchOver } from './connections'

const endings: (() => unknown)[] = []
afterEach(() => {
	for (const end of endings.splice(0)) end()
})

async function serve(answer: (req: IncomingMessage, res: ServerResponse) => void) {
	const server = createServer(answer)
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
	const agent = connectionsTo(url)
	endings.push(
		() => server.close(),
		() => server.closeAllConnections(),
		() => agent.destroy(),
	)
	return { url, agent }
}

function answerJson(res: ServerResponse, body: unknown): void {
	res.setHeader('content-type', 'application/json')
	res.end(JSON.stringify(body))
}

it('requests share a connection, until it was idle for a second: the server may close it then', async () => {
	const sockets = new Set<Socket>()
	const { url, agent } = await serve(({ socket }, res) => {
		sockets.add(socket)
		answerJson(res, {})
	})
	const ask = fetchOver(agent)
	await ask(url)
	await ask(url)
	expect(sockets.size).toBe(1)
	await elapsed(1_500)
	await ask(url)
	expect(sockets.size).toBe(2)
})

it('an answer that takes longer than that is waited for', async () => {
	const { url, agent } = await serve((_, res) => setTimeout(answerJson, 1_500, res, { is: 'late' }))
	expect(await (await fetchOver(agent)(url)).json()).toEqual({ is: 'late' })
})

it('a request that is cut never comes to its end', async () => {
	const ends: boolean[] = []
	const { url, agent } = await serve((req) => {
		req.resume().once('close', () => ends.push(req.complete))
	})
	const cut = fetchOver(agent, 'in the request')(url, { method: 'POST', body: '"whole"' })
	await expect(cut).rejects.toMatchObject({ name: 'CutConnection', status: null })
	await expect.poll(() => ends).toEqual([false])
})

it('an answer that is cut tells its status, and its connection is not used again', async () => {
	const sockets: Socket[] = []
	const { url, agent } = await serve(({ socket }, res) => {
		sockets.push(socket)
		answerJson(res, 'x'.repeat(1_000_000))
	})
	await expect(fetchOver(agent, 'in the answer')(url)).rejects.toEqual(new CutConnection(200))
	await fetchOver(agent)(url)
	expect(new Set(sockets).size).toBe(2)
	await expect.poll(() => sockets[0]?.destroyed).toBe(true)
})

it('a request that is abandoned, and a connection that the server breaks, are errors', async () => {
	const { url, agent } = await serve((req, res) => {
		if (req.url === '/break') res.destroy()
	})
	const abandoning = new AbortController()
	const open = fetchOver(agent)(url, { signal: abandoning.signal })
	abandoning.abort()
	await expect(open).rejects.toThrow('Aborted by the worker')
	await expect(fetchOver(agent)(`${url}/break`)).rejects.toThrow('socket hang up')
})

it('an answer of something else than the application is an error', async () => {
	const { url, agent } = await serve((_, res) => {
		res.writeHead(502, { 'content-type': 'text/html' })
		res.end('<h1>Bad gateway</h1>')
	})
	await expect(fetchOver(agent)(url)).rejects.toThrow('It answered 502 with text/html')
})
