import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sendRaw } from '../../src/testing/raw-request'
import { addRemoteMachine, type RemoteMachine } from '../gate/remote-machine'
import { authorization } from '../harness/suite-token'
import { programs } from './debian'
import { startNginx } from './nginx'
import { type Server, startServer } from './server'

const canRun = programs.nginx !== undefined

/** The machine of the stranger. Undefined where no machine can be made: the stranger then sends from this one. */
let machine: RemoteMachine | undefined
beforeAll(async () => {
	machine = await addRemoteMachine().catch((error) => {
		console.warn(`NOT TESTED here: a stranger on another machine (${error.message}).`)
		return undefined
	})
})
afterAll(() => machine?.remove())

async function asStranger(port: number, path: string, headers: Record<string, string>) {
	const request = {
		port,
		method: 'POST',
		path,
		headers: { host: `app.example:${port}`, ...headers },
	}
	if (!machine) return sendRaw({ ...request, address: '127.0.0.1' })
	const [answer] = await machine.send([{ ...request, address: machine.v4 }])
	if (!answer) throw new Error('The remote machine did not answer')
	return answer
}

const json = { 'content-type': 'application/json' }

async function withServer(env: Record<string, string>, use: (server: Server) => Promise<void>) {
	const server = await startServer('', env)
	try {
		await use(server)
	} finally {
		await server.stop()
	}
}

describe.runIf(canRun)('behind nginx with its default settings', () => {
	it('seeding without a token is open to no stranger, though the proxy makes everybody look local', async () => {
		await withServer({ ARTIFACT_TEST_SEED_TOKEN: '' }, async (server) => {
			const nginx = await startNginx(server.port)
			for (const path of ['/api/v1/test/seed', '/api/trpc/testHelpers.seed']) {
				const answer = await asStranger(nginx.port, path, json)
				expect(answer.status).toBe(403)
				expect(answer.body).toContain('ARTIFACT_TEST_SEED_TOKEN')
			}
			expect(
				(
					await sendRaw({
						address: '127.0.0.1',
						port: nginx.port,
						method: 'GET',
						path: '/api/v1/health',
						headers: { host: 'x' },
					})
				).status,
			).toBe(200)
			await nginx.stop()
		})
	})

	it('seeding is open with the token', async () => {
		await withServer({}, async (server) => {
			const nginx = await startNginx(server.port)
			const seeded = await asStranger(nginx.port, '/api/v1/test/seed', {
				...json,
				...authorization(),
			})
			expect(seeded.status).toBe(200)
			await nginx.stop()
		})
	})

	it('a person’s browser is told how the proxy hands on the host, and can change things once it does', async () => {
		await withServer({ ARTIFACT_HOSTS: 'app.example', ARTIFACT_E2E_MODE: '' }, async (server) => {
			const plain = await startNginx(server.port)
			const handingOn = await startNginx(server.port, 'proxy_set_header Host $http_host;')
			const body = (port: number) => ({ ...json, origin: `http://app.example:${port}` })
			const refused = await asStranger(plain.port, '/api/trpc/project.openDemo', body(plain.port))
			expect(refused.status).toBe(403)
			expect(refused.body).toContain('proxy_set_header Host $http_host')
			const ownSite = { ...body(plain.port), 'sec-fetch-site': 'same-origin' }
			expect((await asStranger(plain.port, '/api/trpc/project.openDemo', ownSite)).status).toBe(200)
			const made = await asStranger(
				handingOn.port,
				'/api/trpc/project.openDemo',
				body(handingOn.port),
			)
			expect(made.status).toBe(200)
			await Promise.all([plain.stop(), handingOn.stop()])
		})
	})
})
