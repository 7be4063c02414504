import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { refusalOf } from '@/testing/caller'
import { someoneWaitsForALock } from '@/testing/held-open'
import { signal } from '@/testing/signal'
import {
	createServerDatabase,
	openTestDatabase,
	rowsIn,
	testServerUrl,
} from '@/testing/test-database'
import { hold, levelOf, settingsOf } from '@/testing/transactions'
import { type Database, queryRows, type Tx } from './client'
import { openDatabase } from './open'
import { rulesOf, type Work, type WorkRules } from './work'

const works = Object.keys(rulesOf) as Work[]
const usual = structuredClone(rulesOf)
const hurry = (work: Work, times: Partial<WorkRules>) => Object.assign(rulesOf[work], times)
afterEach(() => {
	for (const work of works) Object.assign(rulesOf[work], usual[work])
})

// The embedded database has one connection and no limits of time.
describe.runIf(testServerUrl)('a transaction on a server', async () => {
	const wide = await openTestDatabase({ poolSize: 3 })
	await rowsIn(wide, sql`create table rows (id int primary key, changes int not null)`)
	await rowsIn(wide, sql`insert into rows values (1, 0), (2, 0)`)
	const change = (tx: Tx, id: number) =>
		tx.execute(sql`update rows set changes = changes + 1 where id = ${id}`)
	const changes = async () =>
		(await rowsIn<{ changes: number }>(wide, sql`select changes from rows order by id`)).map(
			(row) => row.changes,
		)

	/** The same database anew, with what the rules are now. */
	async function reopened(): Promise<Database> {
		const [found] = await rowsIn<{ name: string }>(wide, sql`select current_database() as name`)
		const url = new URL(testServerUrl ?? '')
		url.pathname = `/${found?.name}`
		return openDatabase({ databaseUrl: url.href, dataDir: '', poolSize: 2 })
	}

	it.each(works)('a transaction of the kind %s has the limits of its rules', async (work) => {
		const { lockMs, statementMs } = rulesOf[work]
		expect(await wide.run(work, settingsOf)).toMatchObject({
			...{ lock_timeout: String(lockMs ?? 0), statement_timeout: String(statementMs) },
			idle_in_transaction_session_timeout: '60000',
		})
	})

	it('a deadlock is tried again, and both transactions are stored once', async () => {
		const before = await changes()
		const met = [signal(), signal()]
		let attempts = 0
		const crosswise = (first: number, second: number, own: number) =>
			wide.run('write', async (tx) => {
				attempts += 1
				await change(tx, first)
				met[own]?.resolve()
				await met[1 - own]?.promise
				await change(tx, second)
			})
		await Promise.all([crosswise(1, 2, 0), crosswise(2, 1, 1)])
		// Mostly three; a loser that is quick may meet the other once more.
		expect(attempts).toBeGreaterThan(2)
		expect(await changes()).toEqual(before.map((count) => count + 2))
	})

	it('a change that waits too long for another is told so, and stores nothing', async () => {
		const before = await changes()
		hurry('write', { lockMs: 200 })
		const hurried = await reopened()
		const release = await hold(wide, sql`select from rows where id = 2 for update`)
		const waiting = hurried.run('write', async (tx) => {
			await change(tx, 1)
			await change(tx, 2)
		})
		expect(await refusalOf(waiting)).toEqual({
			...{ code: 'SERVICE_UNAVAILABLE', httpStatus: 503 },
			message:
				'Another change held what this one needs for more than 0.2 seconds. Nothing was stored; try again in a moment.',
		})
		await release()
		expect(await changes()).toEqual(before)
		await hurried.close()
	})

	it('a change waits for another that ends in time', async () => {
		const before = await changes()
		const release = await hold(wide, sql`select from rows where id = 2 for update`)
		const waiting = wide.run('write', (tx) => change(tx, 2))
		await someoneWaitsForALock(wide)
		await release()
		await waiting
		expect(await changes()).toEqual([before[0], (before[1] ?? 0) + 1])
	})

	it('a statement that takes too long is ended and told so', async () => {
		hurry('read', { statementMs: 200 })
		const hurried = await reopened()
		const sleeping = hurried.run('read', (tx) => tx.execute(sql`select pg_sleep(60)`))
		expect(await refusalOf(sleeping)).toMatchObject({
			message: expect.stringContaining('The database took longer than 0.2 seconds.'),
			httpStatus: 503,
		})
		await hurried.close()
	})

	it('health is answered while every connection of the pool waits', async () => {
		const releases = await Promise.all([1, 2, 3].map(() => hold(wide)))
		expect(await wide.run('health', (tx) => queryRows(tx, sql`select 1 as one`))).toEqual([
			{ one: 1 },
		])
		for (const release of releases) await release()
	})

	it('a connection that is lost at work stored nothing, at its commit nobody knows', async () => {
		const lost = (statement: typeof end) =>
			refusalOf(wide.run('write', (tx) => tx.execute(statement)))
		const end = sql`select pg_terminate_backend(pg_backend_pid())`
		expect(await lost(end)).toMatchObject({
			...{ code: 'SERVICE_UNAVAILABLE', message: expect.stringContaining('Nothing was stored') },
		})
		await rowsIn(
			wide,
			sql`create function end_it() returns trigger language plpgsql as
				$$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$`,
		)
		await rowsIn(
			wide,
			sql`create constraint trigger at_commit after insert on rows deferrable initially deferred
				for each row execute function end_it()`,
		)
		expect(await lost(sql`insert into rows values (3, 0)`)).toMatchObject({
			...{
				code: 'SERVICE_UNAVAILABLE',
				message: expect.stringContaining('It is not known whether'),
			},
		})
		expect(await changes()).toHaveLength(2)
	})
})

/** A database that is owned by a role whose defaults are not those of the server. */
async function openAsRole(serverUrl: string) {
	const role = `artifact_test_${randomUUID().replaceAll('-', '')}`
	const admin = postgres(serverUrl, { max: 1, onnotice: () => {} })
	let opened: Database | undefined
	// What is registered later is done before: the database goes before its owner.
	afterAll(async () => {
		await opened?.close()
		await admin.unsafe(`drop role ${role}`)
		await admin.end()
	})
	await admin.unsafe(`create role ${role} login password 'secret'`)
	const defaults = {
		default_transaction_isolation: 'serializable',
		...{ default_transaction_read_only: 'on', statement_timeout: '7s', lock_timeout: '7s' },
	}
	for (const [name, value] of Object.entries(defaults))
		await admin.unsafe(`alter role ${role} set ${name} = '${value}'`)
	const url = new URL(await createServerDatabase(serverUrl))
	await admin.unsafe(`alter database ${url.pathname.slice(1)} owner to ${role}`)
	Object.assign(url, { username: role, password: 'secret' })
	opened = await openDatabase({ databaseUrl: url.href, dataDir: '', poolSize: 2 })
	const limitConnections = (count: number) =>
		admin.unsafe(`alter role ${role} connection limit ${count}`)
	return { database: opened, limitConnections }
}

const asRole = testServerUrl === null ? null : await openAsRole(testServerUrl)

describe.runIf(asRole)('a transaction of a role', () => {
	const { database, limitConnections } = asRole ?? ({} as NonNullable<typeof asRole>)
	it.each(works)('with other defaults the kind %s has its level and its limits', async (work) => {
		const { lockMs, statementMs } = rulesOf[work]
		expect(await database.run(work, settingsOf)).toMatchObject({
			...levelOf(rulesOf[work]),
			...{ lock_timeout: String(lockMs ?? 0), statement_timeout: String(statementMs) },
		})
	})

	it('that may have no more connections waits for one, and is told so where none comes', async () => {
		const release = await hold(database)
		await limitConnections(0)
		const waiting = database.run('write', settingsOf)
		hurry('read', { waitMs: 1_000 })
		expect(await refusalOf(database.run('read', settingsOf))).toMatchObject({
			...{ code: 'SERVICE_UNAVAILABLE', httpStatus: 503 },
			message: expect.stringContaining('The database takes no more connections at the moment.'),
		})
		await release()
		await expect(waiting).resolves.toBeDefined()
		await limitConnections(-1)
	})
})
