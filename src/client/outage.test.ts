import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { TRPCClientError } from '@trpc/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fetchFromServer, outageOf } from './outage'

let server: Server
let url: string

beforeAll(async () => {
	server = createServer(({ url = '' }, response) => {
		const [, status, type = ''] = url.split('/')
		response.writeHead(Number(status), {
			'content-type': type === 'json' ? 'application/json' : 'text/html',
		})
		response.end(type === 'json' ? '{}' : '<h1>away</h1>')
	})
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(() => server.close())

test.each(['502/html', '503/html', '504/html'])('a proxy’s %s is no answer', async (path) => {
	const error = await fetchFromServer(`${url}/${path}`).catch((reason) => reason)
	expect(error).toBeInstanceOf(TypeError)
	expect(outageOf(TRPCClientError.from(error))).toBe('server')
})

test.each(['503/json', '500/html', '404/html', '200/html'])('%s is an answer', async (path) => {
	const { status } = await fetchFromServer(`${url}/${path}`)
	expect(status).toBe(Number(path.slice(0, 3)))
})

test('the API’s own word that its database is away is an outage of the database', () => {
	const shape = (code: string) => ({ error: { message: '', code: -32_000, data: { code } } })
	expect(outageOf(TRPCClientError.from(shape('SERVICE_UNAVAILABLE')))).toBe('database')
	expect(outageOf(TRPCClientError.from(shape('NOT_FOUND')))).toBeNull()
})

test('an error that no request made is no outage', () => {
	expect(outageOf(new TypeError('fetch failed'))).toBeNull()
	expect(outageOf(null)).toBeNull()
})
