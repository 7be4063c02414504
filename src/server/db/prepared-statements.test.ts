import { randomUUID } from 'node:crypto'
import { connect, createServer } from 'node:net'
import { type SQL, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServerDatabase, rowsIn, testServerUrl } from '@/testing/test-database'
import { type Database, queryRows } from './client'
import { openDatabase } from './open'

const url = testServerUrl === null ? '' : await createServerDatabase(testServerUrl)

async function open(address: string): Promise<Database> {
	const database = await openDatabase({ databaseUrl: address, dataDir: '', poolSize: 1 })
	afterAll(() => database.close())
	return database
}

/** A stand-in for a pooler: a client learns a process id that is none of the server's. */
async function withOtherProcessIds(): Promise<string> {
	const { hostname, port } = new URL(url)
	const server = createServer((client) => {
		const upstream = connect(Number(port || 5432), hostname)
		for (const socket of [client, upstream]) socket.on('error', () => {})
		upstream.on('data', (data) => {
			// BackendKeyData: its type, its length of 12, the process id, the secret.
			const at = data.indexOf(Buffer.from([0x4b, 0, 0, 0, 12]))
			if (at >= 0) data.writeUInt32BE(7, at + 5)
			client.write(data)
		})
		client.pipe(upstream)
		client.once('close', () => upstream.destroy())
	})
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	afterAll(() => server.close())
	const address = new URL(url)
	address.host = `127.0.0.1:${(server.address() as { port: number }).port}`
	return address.href
}

/** The texts that the one connection of the database has prepared, of those with `part` in them. */
async function preparedIn(database: Database, part: string): Promise<string[]> {
	const query = sql`select statement from pg_prepared_statements where strpos(statement, ${part}) > 0`
	const rows = await rowsIn<{ statement: string }>(database, query)
	return rows.map(({ statement }) => statement).filter((text) => !text.includes('strpos'))
}

describe.runIf(testServerUrl)('the statements of a connection', () => {
	let direct: Database
	beforeAll(async () => {
		direct = await open(url)
	})

	it('are prepared where it leads to the server itself, each once', async () => {
		for (let count = 0; count < 3; count++)
			await rowsIn(direct, sql`select 'a direct one', ${count}::int`)
		expect(await preparedIn(direct, 'a direct one')).toHaveLength(1)
	})

	it('are planned for each call, but those of seeds once for tables of any size', async () => {
		const text = sql`select 'a planned one' from facts where project_id = ${randomUUID()}`
		const plansOf = async (work: 'read' | 'seed') => {
			const fresh = await open(url)
			for (let count = 0; count < 12; count++) await fresh.run(work, (tx) => queryRows(tx, text))
			const [{ generic, plan } = {}] = await fresh.run(work, async (tx) => {
				const [counted] = await queryRows<{ generic: number }>(
					tx,
					sql`select generic_plans::int as generic from pg_prepared_statements where strpos(statement, 'a planned' || ' one') > 0`,
				)
				const explained = await queryRows<{ 'QUERY PLAN': string }>(tx, sql`explain ${text}`)
				return [{ generic: counted?.generic, plan: explained[0]?.['QUERY PLAN'] }]
			})
			return { isGeneric: generic !== 0, plan }
		}
		expect(await plansOf('read')).toMatchObject({ isGeneric: false })
		expect(await plansOf('seed')).toEqual({
			isGeneric: true,
			plan: expect.stringMatching(/^Index .*Scan using facts_project_position_idx/),
		})
	})

	it('are not prepared where a pooler stands between', async () => {
		const pooled = await open(await withOtherProcessIds())
		for (let count = 0; count < 3; count++)
			expect(await rowsIn(pooled, sql`select 'a pooled one', ${count}::int as count`)).toEqual([
				expect.objectContaining({ count }),
			])
		await pooled.run('write', () => Promise.reject(new Error('rolled back'))).catch(() => {})
		expect(await preparedIn(pooled, '')).toEqual([])
	})

	it('are bounded in number, and those beyond run all the same', async () => {
		for (let count = 0; count < 400; count++) {
			const text = sql.raw(`select 'one of many', ${count} as count`)
			expect(await rowsIn(direct, text)).toEqual([expect.objectContaining({ count })])
		}
		const prepared = await preparedIn(direct, 'one of many')
		expect(prepared.length).toBeGreaterThan(200)
		expect(prepared.length).toBeLessThanOrEqual(300)
	})

	it('are prepared anew where a migration has changed their columns', async () => {
		const other = await open(url)
		const change = (statement: SQL) => rowsIn(other, statement)
		const fresh = await open(url)
		await change(sql`create table changing (value int)`)
		await change(sql`insert into changing values (1)`)
		const read = () => rowsIn(fresh, sql`select value from changing where value = ${1}`)
		for (let count = 0; count < 3; count++) expect(await read()).toEqual([{ value: 1 }])
		await change(sql`alter table changing alter column value type text`)
		const rows = await rowsIn(fresh, sql`select value from changing`)
		expect(rows).toEqual([{ value: '1' }])
		await change(sql`alter table changing alter column value type int using value::int`)
		expect(await rowsIn(fresh, sql`select value from changing`)).toEqual([{ value: 1 }])
	})
})
