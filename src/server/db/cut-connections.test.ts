import { connect, createServer, type Socket } from 'node:net'
import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, it } from 'vitest'
import { refusalOf } from '@/testing/caller'
import { createServerDatabase, rowsIn, testServerUrl } from '@/testing/test-database'
import type { Tx } from './client'
import { openDatabase } from './open'

const url = testServerUrl === null ? '' : await createServerDatabase(testServerUrl)

/** Something between here and the server that forgets connections, as a firewall does: it answers their next byte by a reset. */
async function forgetfulNetwork() {
	const open = new Set<Socket>()
	const { hostname, port: serverPort } = new URL(url)
	const server = createServer((client) => {
		const upstream = connect(Number(serverPort || 5432), hostname)
		for (const socket of [client, upstream]) socket.on('error', () => {})
		client.pipe(upstream).pipe(client)
		client.once('close', () => upstream.destroy())
		open.add(client)
	})
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	afterAll(() => server.close())
	return {
		port: (server.address() as { port: number }).port,
		forget() {
			for (const client of open) {
				client.unpipe()
				client.once('data', () => client.resetAndDestroy()).resume()
			}
			open.clear()
		},
	}
}

describe.runIf(testServerUrl)('connections that were cut while they were idle', async () => {
	const network = testServerUrl ? await forgetfulNetwork() : null
	const through = new URL(url || 'postgres://nowhere')
	through.host = `127.0.0.1:${network?.port}`
	const database = await openDatabase({ databaseUrl: through.href, dataDir: '', poolSize: 4 })
	afterAll(() => database.close())
	const slowly = (tx: Tx) => tx.execute(sql`select pg_sleep(0.05)`)
	const widen = () => Promise.all(Array.from({ length: 4 }, () => database.run('read', slowly)))

	it('are noticed by no caller: what has not begun is begun anew', async () => {
		await widen()
		network?.forget()
		await expect(widen()).resolves.toHaveLength(4)
		network?.forget()
		await expect(rowsIn(database, sql`select 1 as one`)).resolves.toEqual([{ one: 1 }])
	})

	it('end a transaction that has begun with 503, and it is not made twice', async () => {
		let times = 0
		const cut = database.run('write', async (tx) => {
			times += 1
			network?.forget()
			await tx.execute(sql`select 1`)
		})
		expect(await refusalOf(cut)).toMatchObject({ code: 'SERVICE_UNAVAILABLE', httpStatus: 503 })
		expect(times).toBe(1)
		await expect(widen()).resolves.toHaveLength(4)
	})
})
