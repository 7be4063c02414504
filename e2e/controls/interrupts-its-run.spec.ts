import { test } from '../harness/fixtures'
import { touchSomebody } from './touch-somebody'

test('breaks isolation and interrupts the run', async ({ request }) => {
	await touchSomebody(request)
	process.kill(process.ppid, 'SIGINT')
	await new Promise(() => {})
})
