import { test } from '../harness/fixtures'
import { touchSomebody } from './touch-somebody'

test('breaks isolation and interrupts the run', async ({ client, request }) => {
	await touchSomebody(client, request)
	process.kill(process.ppid, 'SIGINT')
	await new Promise(() => {})
})
