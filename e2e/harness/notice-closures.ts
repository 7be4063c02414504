import { setImmediate as nextTurn } from 'node:timers/promises'

/**
 * Lets Node notice which of its kept connections the server has closed. On a busy machine this process may have stood
 * still for longer than the server keeps a connection, and would send its next request into a closed one.
 */
export async function noticeClosures(): Promise<void> {
	await nextTurn()
	await nextTurn()
}
