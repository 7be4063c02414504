import { spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'
import { sendRaw } from '../../src/testing/raw-request'
import type { RemoteOrder } from './remote-machine'

// This process runs in a network namespace of its own, which ends with it. It ends with the process of the test.
for await (const line of createInterface({ input: process.stdin })) {
	const order: RemoteOrder = JSON.parse(line)
	if ('ip' in order) {
		const { status, stderr } = spawnSync('ip', order.ip, { encoding: 'utf8' })
		console.log(
			JSON.stringify(status === 0 ? {} : { error: `ip ${order.ip.join(' ')}: ${stderr}` }),
		)
	} else {
		const answers = await Promise.all(order.send.map(sendRaw)).catch((error) => ({
			error: String(error),
		}))
		console.log(JSON.stringify(answers))
	}
}
process.exit()
