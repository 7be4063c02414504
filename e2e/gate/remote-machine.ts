import { spawn, spawnSync } from 'node:child_process'
import { networkInterfaces } from 'node:os'
import { createInterface } from 'node:readline'
import type { RawRequest, RawResponse } from '../../src/testing/raw-request'

export type RemoteOrder = { ip: string[] } | { send: RawRequest[] }

export type RemoteMachine = {
	/** Addresses at which the remote machine reaches this one. */
	v4: string
	v6: string
	send(requests: RawRequest[]): Promise<RawResponse[]>
	remove(): void
}

export const hasIPv6 = Object.values(networkInterfaces())
	.flat()
	.some((each) => each?.address === '::1')

/**
 * Adds a machine beside this one: a process in a network namespace with a link to here. Process and namespace end with
 * the calling process at the latest. Throws where the caller may not add them: only root may.
 */
export async function addRemoteMachine(): Promise<RemoteMachine> {
	if (process.getuid?.() !== 0) throw new Error('only root may add a network namespace')
	const child = spawn('unshare', [
		...['--net', process.execPath, '--import', 'tsx', 'e2e/gate/remote-client.ts'],
	])
	const waiting: { resolve(answer: unknown): void; reject(error: Error): void }[] = []
	const end = (reason: string) => {
		for (const { reject } of waiting.splice(0)) reject(new Error(reason))
	}
	let errors = ''
	child.stderr.on('data', (chunk) => {
		errors += chunk
	})
	child.once('error', (error) => end(error.message))
	child.once('exit', (code) => end(`unshare ended with code ${code}: ${errors.trim()}`))
	child.stdin.on('error', () => {})
	createInterface({ input: child.stdout }).on('line', (line) =>
		waiting.shift()?.resolve(JSON.parse(line)),
	)
	const ask = async (order: RemoteOrder): Promise<unknown> => {
		const answer = await new Promise<unknown>((resolve, reject) => {
			waiting.push({ resolve, reject })
			child.stdin.write(`${JSON.stringify(order)}\n`)
		})
		if (answer instanceof Object && 'error' in answer) throw new Error(String(answer.error))
		return answer
	}

	const link = `artifact${process.pid % 1_000_000}`
	const remove = () => {
		spawnSync('ip', ['link', 'delete', link])
		child.stdin.end()
	}
	// 198.18.0.0/15 is reserved for tests between networks. Each process takes four of its addresses.
	const index = process.pid % 32_768
	const v4 = (host: number) =>
		`198.${18 + (index >> 14)}.${(index >> 6) & 255}.${((index & 63) << 2) + host}`
	const v6 = (host: number) => `fd00:198:18:${index.toString(16)}::${host}`
	try {
		await ask({ ip: ['link', 'set', 'lo', 'up'] })
		ip('link', 'add', link, 'type', 'veth', 'peer', 'name', 'here', 'netns', String(child.pid))
		ip('addr', 'add', `${v4(1)}/30`, 'dev', link)
		await ask({ ip: ['addr', 'add', `${v4(2)}/30`, 'dev', 'here'] })
		if (hasIPv6) {
			ip('-6', 'addr', 'add', `${v6(1)}/64`, 'dev', link, 'nodad')
			await ask({ ip: ['-6', 'addr', 'add', `${v6(2)}/64`, 'dev', 'here', 'nodad'] })
		}
		await ask({ ip: ['link', 'set', 'here', 'up'] })
		ip('link', 'set', link, 'up')
	} catch (error) {
		remove()
		throw error
	}
	return {
		v4: v4(1),
		v6: v6(1),
		send: async (requests) => (await ask({ send: requests })) as RawResponse[],
		remove,
	}
}

function ip(...order: string[]): void {
	const { status, stderr, error } = spawnSync('ip', order, { encoding: 'utf8' })
	if (status !== 0) throw new Error(`ip ${order.join(' ')}: ${error?.message ?? stderr}`)
}
