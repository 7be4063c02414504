import { createServer } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { NextApiRequest, NextApiResponse } from 'next'
import { describe, expect, it, vi } from 'vitest'
import type { RequestContext } from './request-context'

// The context hands the database on and does not use it.
Object.assign(globalThis, { artifactDatabase: Promise.resolve({}) })

/** The context of a request with these headers and cookies to a server that was started with this environment. */
async function contextOf(
	environment: Record<string, string>,
	headers: Record<string, string>,
	cookies: Record<string, string> = {},
) {
	vi.unstubAllEnvs()
	vi.resetModules()
	for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
	const { createContext } = await import('./request-context')
	const contexts: RequestContext[] = []
	const server = createServer(async (req, res) => {
		contexts.push(
			await createContext({
				req: req as NextApiRequest,
				res: res as unknown as NextApiResponse,
			}),
		)
		res.end()
	})
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	const cookie = Object.entries({ other: 'x-seed-lease', ...cookies })
		.map(([name, value]) => `${name}=${value}`)
		.join('; ')
	const { port } = server.address() as AddressInfo
	await fetch(`http://127.0.0.1:${port}`, { headers: { cookie, ...headers } })
	await new Promise((resolve) => server.close(resolve))
	return contexts[0]
}

describe('the headers of the test helpers', () => {
	const headers = { 'x-seed-lease': 'ABC', 'x-e2e-fault': 'synthesis=empty' }
	const seeding = { ARTIFACT_ENABLE_TEST_SEED: 'true' }
	const e2e = { ...seeding, ARTIFACT_E2E_MODE: 'true' }

	it('mean nothing with the gate closed', async () => {
		expect(await contextOf({}, headers)).toMatchObject({ leaseId: null, fault: null })
		expect(await contextOf({ ...e2e, VERCEL_ENV: 'production' }, headers)).toMatchObject({
			...{ leaseId: null, fault: null },
		})
	})

	it('carry a lease with seeding open, a fault in E2E mode only', async () => {
		expect(await contextOf(seeding, headers)).toMatchObject({ leaseId: 'abc', fault: null })
		expect(await contextOf(e2e, headers)).toMatchObject({
			leaseId: 'abc',
			fault: 'synthesis=empty',
		})
	})

	it('carry the lease also as a cookie, which the header outdoes', async () => {
		const lease = '123E4567-E89B-12D3-A456-426614174000'
		const cookies = { 'x-seed-lease': lease }
		expect(await contextOf({}, {}, cookies)).toMatchObject({ leaseId: null })
		expect(await contextOf(seeding, {}, cookies)).toMatchObject({ leaseId: lease.toLowerCase() })
		expect(await contextOf(seeding, headers, cookies)).toMatchObject({ leaseId: 'abc' })
		const empty = { 'x-seed-lease': '' }
		expect(await contextOf(seeding, empty, cookies)).toMatchObject({ leaseId: '' })
	})

	it('are none in a cookie that holds no lease, as all ports of a host share their cookies', async () => {
		for (const cookie of ['zzz', '', '123e4567-e89b-12d3-a456-42661417400']) {
			const cookies = { 'x-seed-lease': cookie }
			expect(await contextOf(seeding, {}, cookies)).toMatchObject({ leaseId: null })
			expect(await contextOf(seeding, headers, cookies)).toMatchObject({ leaseId: 'abc' })
		}
	})

	it('are null when absent, and an empty lease is not an absent one', async () => {
		expect(await contextOf(e2e, {})).toMatchObject({ leaseId: null, fault: null })
		expect(await contextOf(e2e, { 'x-seed-lease': '' })).toMatchObject({ leaseId: '' })
	})

	it('come with what the gate looks at', async () => {
		const sent = {
			...{ 'x-forwarded-for': '203.0.113.7', authorization: 'Bearer x' },
			...{ forwarded: 'for=127.0.0.1', 'x-real-ip': '127.0.0.1', via: '1.1 proxy' },
		}
		expect((await contextOf(e2e, sent))?.request).toEqual({
			remoteAddress: expect.stringContaining('127.0.0.1'),
			headers: expect.objectContaining({ ...sent, host: expect.stringContaining('127.0.0.1:') }),
		})
	})
})

describe('a client', () => {
	/** Whether the context says that the client has left, when it did so before the busy server came to its request. */
	async function hasLeft(leave: (socket: Socket) => void): Promise<boolean> {
		const { createContext } = await import('./request-context')
		const told = new Promise<boolean>((resolve) => {
			const server = createServer(async (req, res) => {
				const { clientHasLeft } = await createContext({
					req: req as NextApiRequest,
					res: res as unknown as NextApiResponse,
				})
				resolve(await clientHasLeft())
				res.end()
				server.close()
			})
			server.listen(0, '127.0.0.1', () => {
				const socket = connect((server.address() as AddressInfo).port, '127.0.0.1', () => {
					socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', () => {
						leave(socket)
						// Nothing else of this process runs until the request and its end have arrived.
						Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50)
					})
				})
				socket.resume()
			})
		})
		return told
	}

	it('that has gone without its answer has left, one that waits has not', async () => {
		expect(await hasLeft((socket) => socket.destroy())).toBe(true)
		expect(await hasLeft(() => {})).toBe(false)
	})
})
