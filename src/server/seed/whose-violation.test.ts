/** Which test a violation counts against, and whose requests count at all. */
import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { callerOf, refusalOf } from '@/testing/caller'
import { openTestDatabase, rowsIn } from '@/testing/test-database'
import type { RequestContext } from '../request-context'
import type { Seed } from './seed-request'

const database = await openTestDatabase()
const helpers = callerOf(database).testHelpers
const { seed, cleanup, status } = helpers

const run = 'whose'
const lease = { run, shard: 0, worker: 0, label: 'the first test' }
let own: Seed
let foreign: Seed

beforeEach(async () => {
	await cleanup({ run })
	own = await seed({ project_id: randomUUID(), lease })
	foreign = await seed({ lease: { ...lease, worker: 1, label: 'their test' } })
})

const reachOver = (overrides: Partial<RequestContext> = {}) =>
	refusalOf(
		callerOf(database, { leaseId: own.lease_id, ...overrides }).fact.list({
			projectId: foreign.project_id,
		}),
	)
const keep = (label: string) =>
	helpers.keep({ project_id: own.project_id, lease: { ...lease, label } })
const violationsOf = async (of: Seed) =>
	(await status({ run, lease_id: of.lease_id ?? '' })).violations

describe('a lease that a worker keeps for its next test', () => {
	it('leaves the violations of the test before with that test', async () => {
		await reachOver()
		expect(await violationsOf(own)).toMatchObject([{ label: 'the first test' }])
		expect((await keep('the second test')).lease_id).toBe(own.lease_id)
		expect(await violationsOf(own)).toEqual([])
		expect((await reachOver()).message).toContain('“the second test”')
		expect(await violationsOf(own)).toMatchObject([{ label: 'the second test' }])
		expect((await status({ run })).violations).toHaveLength(2)
	})

	it('leaves them there too where the next test has the same title, as one that is run again', async () => {
		await reachOver()
		await keep('the first test')
		expect(await violationsOf(own)).toEqual([])
	})

	it('leaves them there also where the clock stood still or went back in between', async () => {
		await reachOver()
		await rowsIn(database, sql`update violations set created_at = now() + interval '1 second'`)
		await keep('the first test')
		expect(await violationsOf(own)).toEqual([])
	})

	it('stays with its test where the test adds facts in between', async () => {
		await reachOver()
		const { project_id } = own
		const { label: _, ...worker } = lease
		for (const owner of [worker, { ...worker, label: 'the test itself' }])
			expect(await seed({ project_id, reset: false, lease: owner })).toMatchObject({
				lease_id: own.lease_id,
			})
		expect(await violationsOf(own)).toMatchObject([{ label: 'the first test' }])
	})
})

it('a request without a lease counts against no test', async () => {
	const refusal = await refusalOf(callerOf(database).fact.list({ projectId: own.project_id }))
	expect(refusal.message).toContain('“the first test”')
	expect(await violationsOf(own)).toEqual([])
	expect((await status({ run })).violations).toMatchObject([
		{ code: 'LEASE_REQUIRED', lease_id: null, label: 'the first test' },
	])
})

it('a worker that takes another’s project counts by its lease, and by its mere name against no test', async () => {
	const { project_id } = foreign
	const takes = { project_id, lease: { ...lease, label: 'what the request says' } }
	await refusalOf(seed(takes))
	expect(await violationsOf(own)).toEqual([])
	expect((await status({ run })).violations).toMatchObject([
		{ procedure: 'testHelpers.seed', label: 'what the request says', worker: 0, lease_id: null },
	])
	await refusalOf(callerOf(database, { leaseId: own.lease_id }).testHelpers.seed(takes))
	expect(await violationsOf(own)).toMatchObject([{ label: 'the first test' }])
})

describe('a caller whom the gate would refuse', () => {
	const remote = { remoteAddress: '203.0.113.9', headers: { host: 'preview.example.com' } }
	const seeding = { mounted: true, enabled: true, token: null, productionBuild: false }
	const elsewhere = { env: { seeding, e2eMode: true, hosts: null }, request: remote }
	const count = async () => (await status({ run })).violations_count

	it('records nothing without a lease', async () => {
		const stranger = callerOf(database, elsewhere)
		const refusal = await refusalOf(stranger.fact.list({ projectId: own.project_id }))
		expect(refusal).toMatchObject({ code: 'LEASE_REQUIRED' })
		expect(await count()).toBe(0)
	})

	it('records nothing with a lease that was never given', async () => {
		expect(await reachOver({ ...elsewhere, leaseId: randomUUID() })).toMatchObject({
			code: 'STALE_LEASE',
		})
		expect((await status({})).violations.filter(({ lease_id }) => !lease_id)).toEqual([])
	})

	it('records what it does with a lease, which only the gate gives', async () => {
		await reachOver(elsewhere)
		expect(await count()).toBe(1)
	})

	it('records what it does with the token', async () => {
		const token = 't'.repeat(32)
		const env = { ...elsewhere.env, seeding: { ...seeding, token, productionBuild: true } }
		const headers = { ...remote.headers, authorization: `Bearer ${token}` }
		const request = { ...remote, headers }
		const call = (of: Partial<RequestContext>) =>
			refusalOf(callerOf(database, { env, ...of }).fact.list({ projectId: own.project_id }))
		await call({ request: remote })
		expect(await count()).toBe(0)
		await call({ request })
		expect(await count()).toBe(1)
	})
})

describe('hand-written ids', () => {
	it.each([
		'11111111-1111-1111-1111-111111111111',
		'00000000-0000-0000-0000-000000000001',
		'ffffffff-ffff-ffff-ffff-fffffffffffe',
	])('%s seeds a project like any other', async (project_id) => {
		const answer = await seed({ project_id: project_id.toUpperCase() })
		expect(answer).toMatchObject({ project_id, facts_count: 3 })
		expect(await status({ project_id })).toMatchObject({ content_hash: answer.content_hash })
	})

	it('that are none are refused with the form that an id has', async () => {
		expect(await refusalOf(seed({ project_id: '1111-2222' }))).toMatchObject({
			...{ code: 'BAD_REQUEST', message: expect.stringMatching(/^project_id: .*8-4-4-4-12/) },
		})
	})
})
