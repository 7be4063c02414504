import { randomUUID } from 'node:crypto'
import { answersIn, isAnswered, requestOfCall } from '../../src/testing/gate-calls'
import { innocent, inputs, type Situation } from '../../src/testing/gate-table'
import { type RawRequest, type RawResponse, sendRaw } from '../../src/testing/raw-request'
import { test as base, expect } from '../harness/fixtures'
import { addressesOf, type Deployment, deployments, withDeployment } from './gate-deployments'
import { columnsOf, type Row, sampleRows } from './gate-sample'
import { addRemoteMachine, type RemoteMachine } from './remote-machine'

const test = base.extend<object, { remoteMachine: RemoteMachine | null }>({
	remoteMachine: [
		async ({}, use) => {
			const machine = await addRemoteMachine().catch((error) => {
				console.log(`No remote machine (${error.message}): x-forwarded-for stands for it.`)
				return null
			})
			await use(machine)
			machine?.remove()
		},
		{ scope: 'worker' },
	],
})

function rowsOf(deployed: Deployment): Row[] {
	return sampleRows({ setting: deployed.setting, addresses: addressesOf(deployed), count: 70 })
}

/** Sends from the row's address: on this machine or the remote one. Without that, `x-forwarded-for` stands for it. */
async function sendFrom(
	machine: RemoteMachine | null,
	requests: { situation: Situation; request: Omit<RawRequest, 'address'> }[],
): Promise<RawResponse[]> {
	return Promise.all(
		requests.map(async ({ situation, request }) => {
			const { value: address, loopback } = situation.address
			if (loopback) return sendRaw({ ...request, address: address.replace('::ffff:', '') })
			if (!machine) {
				const hops = [address, situation.forwardedFor.value].filter((hop) => hop !== undefined)
				const headers = { ...request.headers, 'x-forwarded-for': hops.join(', ') }
				return sendRaw({ ...request, headers, address: '127.0.0.1' })
			}
			const isV6 = address.includes(':') && !address.includes('.')
			const [answer] = await machine.send([{ ...request, address: isV6 ? machine.v6 : machine.v4 }])
			if (!answer) throw new Error('The remote machine did not answer')
			return answer
		}),
	)
}

/** Sends the rows to a server. Returns what was sent, and the rows that were not answered as expected. */
async function askAll(
	rows: Row[],
	{ port, machine }: { port: number; machine: RemoteMachine | null },
) {
	const sent = rows.map((row) => {
		const { situation, call } = row
		const project_id = randomUUID()
		const inputs = { seed: { project_id, facts_count: 0 }, cleanup: { project_id }, status: {} }
		const request = requestOfCall(call, { situation, input: inputs[call.procedure] })
		return { row, situation, project_id, request: { ...request, port } }
	})
	const responses = await sendFrom(machine, sent)
	const wrong = sent.flatMap(({ row }, at) => {
		const response = responses[at]
		const isRight = response && isAnswered(row, response, ({ status }) => status === 200)
		return isRight ? [] : [{ row: columnsOf(row).join(', '), response }]
	})
	return { sent, wrong }
}

for (const [name, deployed] of Object.entries(deployments))
	test(`a server ${name} answers over sockets by the contract’s table`, async ({
		remoteMachine: machine,
	}) => {
		test.setTimeout(120_000)
		await withDeployment(deployed, async (port) => {
			const { sent, wrong } = await askAll(rowsOf(deployed), { port, machine })
			expect(wrong.slice(0, 3)).toEqual([])

			for (const { row, project_id } of sent.filter(({ row }) => row.call.procedure === 'seed')) {
				const input = encodeURIComponent(JSON.stringify({ projectId: project_id }))
				const from = { address: '127.0.0.1', port, headers: { host: 'localhost' } }
				const path = `/api/trpc/project.get?input=${input}`
				const { status } = await sendRaw({ ...from, method: 'GET', path })
				expect(status, 'a refused seed leaves nothing').toBe(row.expected === 'open' ? 200 : 404)
				if (row.expected !== 'open') continue
				const call = { surface: 'REST', procedure: 'cleanup' } as const
				const situation = { ...deployed.setting, ...innocent }
				const cleanup = requestOfCall(call, { situation, input: { project_id } })
				const cleaned = await sendRaw({ ...from, ...cleanup })
				expect(JSON.parse(cleaned.body)).toEqual({ status: 'ok', deleted: 1 })
				expect(answersIn(call, cleaned)[0]?.status).toBe(200)
			}
			const anonymous = { address: '127.0.0.1', port, method: 'POST', headers: {} }
			for (const path of ['/api/v1/test/seed', '/api/trpc/testHelpers.seed'])
				expect((await sendRaw({ ...anonymous, path })).status, 'without Host').toBe(400)
		})
	})

test('a server that answers by another setting than its own is detected', async ({
	remoteMachine: machine,
}) => {
	test.setTimeout(120_000)
	await withDeployment(deployments['with the flag in an unknown environment'], async (port) => {
		for (const name of [
			'in production without a token',
			'without settings',
			'with the flag and a token in development',
		] as const) {
			const reads = rowsOf(deployments[name]).filter(({ call }) => call.procedure === 'status')
			expect((await askAll(reads, { port, machine })).wrong, name).not.toEqual([])
		}
	})
})

test('the rows over sockets have every value of every input, and every answer of every procedure on every surface', () => {
	const rows = Object.values(deployments).flatMap(rowsOf)
	expect(rows.length).toBeGreaterThanOrEqual(300)
	const met = new Set(rows.flatMap(columnsOf))
	const reachable = Object.values(deployments).flatMap(addressesOf)
	const expected = Object.entries({ ...inputs, address: reachable }).flatMap(([name, values]) =>
		values.map(({ value }) => `${name}=${value}`),
	)
	expect(expected.filter((column) => !met.has(column))).toEqual([
		'build=undefined',
		'host=undefined',
	])
	expect([...met].filter((column) => column.startsWith('way=')).length).toBe(3 * 3 * 6)
})
