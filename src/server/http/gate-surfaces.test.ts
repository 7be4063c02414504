import type { NextApiHandler } from 'next'
import { describe, expect, it, vi } from 'vitest'
import { type CallAnswer, calls, isAnswered, requestOfCall } from '@/testing/gate-calls'
import {
	type Answer,
	canExist,
	expectedAnswer,
	innocent,
	inputs,
	type Setting,
	type Situation,
	variablesOf,
} from '@/testing/gate-table'
import { serveRoutes } from '@/testing/http-server'
import { type RawResponse, sendRaw } from '@/testing/raw-request'

// No call gets as far as the database: what the gate lets pass has wrong input on purpose.
Object.assign(globalThis, { artifactDatabase: Promise.resolve({}) })
const wrongInput = { project_id: '7' }
const isPastTheGate = ({ status, message = '' }: CallAnswer) =>
	status === 400 && message.startsWith('project_id: ')

/** The other end of the sockets: a test cannot call from another machine. */
let remoteAddress: string | undefined
const from =
	(handler: NextApiHandler): NextApiHandler =>
	(req, res) => {
		Object.defineProperty(req.socket, 'remoteAddress', { value: remoteAddress, writable: true })
		return handler(req, res)
	}

/** Serves both surfaces as a process does that was started with this setting. Returns the port. */
async function serve(setting: Setting): Promise<number> {
	vi.resetModules()
	for (const [name, value] of Object.entries(variablesOf(setting))) vi.stubEnv(name, value)
	const { handleRest } = await import('./rest')
	const { default: handleTrpc } = await import('@/pages/api/trpc/[trpc]')
	const origin = await serveRoutes([
		{ prefix: '/api/v1/', parameter: 'path', handler: from(handleRest) },
		{ prefix: '/api/trpc/', parameter: 'trpc', handler: from(handleTrpc), single: true },
	])
	// Both surfaces read the environment at their first request.
	const port = Number(new URL(origin).port)
	for (const path of ['/api/v1/nothing', '/api/trpc/nothing'])
		await sendRaw({ address: '127.0.0.1', port, method: 'GET', path, headers: { host: 'x' } })
	vi.unstubAllEnvs()
	return port
}

const [noDeployment, production] = inputs.vercelEnv
const [flagAbsent, , flagOn] = inputs.flag
const [noToken, configured] = inputs.token
const [development, built] = inputs.build
const open = { vercelEnv: noDeployment, flag: flagOn, token: configured, build: built }
const settings: [string, Setting, Answer[]][] = [
	['in production', { ...open, vercelEnv: production }, ['not mounted']],
	['without the flag', { ...open, flag: flagAbsent, token: noToken }, ['off']],
	[
		'of `next dev` with the flag',
		{ ...open, token: noToken, build: development },
		['open', 'other site', 'remote'],
	],
	['of a build with the flag', { ...open, token: noToken }, ['other site', 'production build']],
	['with the flag and a token', open, ['open', 'other site', 'token']],
]

/** The innocent request, and all that differ from it in one input. A request without `Host` is refused by Node. */
function situationsAround(setting: Setting): Situation[] {
	const names = Object.keys(innocent) as (keyof typeof innocent)[]
	const all = names.flatMap((name) =>
		inputs[name].map((value): Situation => ({ ...setting, ...innocent, [name]: value })),
	)
	return all.filter((each) => canExist(each) && each.host.value !== undefined)
}

const named = calls.map((call) => [call.procedure, call.surface, call] as const)

describe.each(settings)('a server %s', async (_, setting, answers) => {
	const port = await serve(setting)

	it.each(named)(
		'answers testHelpers.%s over %s by the table',
		async (_procedure, _surface, call) => {
			const seen = new Set<Answer>()
			const wrong: { situation: Situation; expected: Answer; response: RawResponse }[] = []
			for (const situation of situationsAround(setting)) {
				const expected = expectedAnswer(situation)
				remoteAddress = situation.address.value
				const request = requestOfCall(call, { situation, input: wrongInput })
				const response = await sendRaw({ ...request, address: '127.0.0.1', port })
				seen.add(expected)
				if (!isAnswered({ call, expected }, response, isPastTheGate))
					wrong.push({ situation, expected, response })
			}
			expect(wrong.slice(0, 3)).toEqual([])
			expect([...seen].sort()).toEqual(answers)
		},
	)
})

it('a server in production answers the paths of the test helpers like unknown ones', async () => {
	const [[, setting] = []] = settings
	if (!setting) throw new Error('The first setting is production')
	const port = await serve(setting)
	remoteAddress = '127.0.0.1'
	for (const call of calls) {
		const situation = { ...setting, ...innocent }
		const request = requestOfCall(call, { situation, input: {} })
		const bodyAt = async (path: string) =>
			(await sendRaw({ ...request, address: '127.0.0.1', port, path })).body
		const unknown = request.path.replaceAll('testHelpers', 'nestHelpers').replace('test/', 'nest/')
		const answers = (await bodyAt(unknown)).replaceAll('nestHelpers', 'testHelpers')
		expect(await bodyAt(request.path)).toBe(answers)
	}
})
