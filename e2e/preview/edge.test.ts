import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeAll, describe, expect, it } from 'vitest'
import { programs } from '../deployment/debian'
import { freePort } from '../deployment/processes'
import { endedAfterTests } from '../deployment/running'
import { type Edge, startEdge, stranger } from './edge'

/** Starts a server in the place of an application. Returns its port. */
async function listen(listener: RequestListener): Promise<number> {
	const server = createServer(listener)
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	endedAfterTests(async () => server.close())
	return (server.address() as AddressInfo).port
}

const secret = 'a-made-up-secret'
const bypass = { 'x-vercel-protection-bypass': secret }
const seen: IncomingHttpHeaders[] = []
let ports: number[]
let edge: Edge
describe.runIf(programs.nginx !== undefined)('the edge of the emulated preview', () => {
	beforeAll(async () => {
		const echo: RequestListener = ({ headers }, response) => {
			seen.push(headers)
			response.end('answered')
		}
		ports = [await listen(echo), await listen(echo)]
		edge = await startEdge(ports, { secret })
	})

	it('keeps out a request with neither the secret nor its cookie, and answers with a page', async () => {
		const wrong = { ...bypass, 'x-vercel-protection-bypass': `${secret}x` }
		const strangers: Record<string, string>[] = [{}, wrong, { cookie: '_vercel_jwt=x' }]
		for (const headers of strangers) {
			const answer = await fetch(edge.url, { headers })
			expect([answer.status, answer.headers.get('content-type')]).toEqual([401, 'text/html'])
		}
		expect(seen).toEqual([])
	})

	it('hands out the cookie for the secret only, with a redirect to the same address, and lets it in', async () => {
		const address = `${edge.url}/project/1?view=2`
		const wants = { 'x-vercel-set-bypass-cookie': 'true' }
		const strange = await fetch(address, { headers: wants, redirect: 'manual' })
		expect(strange.status).toBe(401)
		const answer = await fetch(address, { headers: { ...bypass, ...wants }, redirect: 'manual' })
		expect([answer.status, answer.headers.get('location')]).toEqual([307, address])
		const [cookie = ''] = answer.headers.getSetCookie()
		expect(cookie).toMatch(/^_vercel_jwt=\S+; Path=\/; HttpOnly; SameSite=Lax$/)
		const letIn = await fetch(address, { headers: { cookie: cookie.split(';')[0] ?? '' } })
		expect(await letIn.text()).toBe('answered')
	})

	it('lets the servers take turns, keeps the host, and names the caller that it forwards for', async () => {
		seen.length = 0
		const before = edge.answered().length
		for (let request = 0; request < 6; request++) await fetch(edge.url, { headers: bypass })
		const turns = edge.answered().slice(before)
		for (const port of ports)
			expect(turns.filter(({ servers }) => servers[0] === port)).toHaveLength(3)
		const host = new URL(edge.url).host
		for (const headers of seen)
			expect(headers).toMatchObject({
				...{ host, 'x-forwarded-host': host, 'x-forwarded-proto': 'https' },
				...{ 'x-forwarded-for': stranger, 'x-real-ip': stranger, via: '1.1 edge' },
			})
	})

	it('asks the other server where one breaks off, but not for a request that may have been carried out', async () => {
		let asked = 0
		const breaks = await listen((request) => {
			asked++
			request.socket.destroy()
		})
		const works = await listen((_, response) => {
			response.end('answered')
		})
		const half = await startEdge([breaks, works], { secret })
		const statuses: number[] = []
		for (let request = 0; request < 4; request++) {
			const post = { headers: bypass, method: 'POST', body: '{}' }
			statuses.push((await fetch(half.url, post)).status)
		}
		expect(statuses).toContain(502)
		const posted = half.answered()
		expect(posted.every(({ servers }) => servers.length === 1)).toBe(true)
		expect(posted.filter(({ failed }) => failed)).toHaveLength(asked)
		const gone = await startEdge([await freePort(), works], { secret })
		for (let request = 0; request < 4; request++) {
			const post = { headers: bypass, method: 'POST', body: '{}' }
			expect((await fetch(gone.url, post)).status).toBe(200)
			expect((await fetch(half.url, { headers: bypass })).status).toBe(200)
		}
	})
})
