import { type AnyTRPCProcedure, callTRPCProcedure } from '@trpc/server'
import { describe, expect, it } from 'vitest'
import { asTRPCError, errorShape } from '@/isolation/error-shape'
import { requestContext } from '@/testing/caller'
import { contentsOf } from '@/testing/contents'
import { openTestDatabase } from '@/testing/test-database'
import type { RequestContext } from './request-context'
import { createAppRouter } from './routers/app'

const database = await openTestDatabase()
const router = createAppRouter({ testHelpers: true })
const procedures = Object.entries(
	router._def.procedures as unknown as Record<string, AnyTRPCProcedure>,
).map(([path, procedure]) => [path, procedure._def.type] as const)

// The gate decides about the test helpers, and health reads nobody's data.
const testHelpers = ['seed', 'keep', 'cleanup', 'status'].map((name) => `testHelpers.${name}`)
const excepted = ['health', ...testHelpers]
const covered = procedures.filter(([path]) => !excepted.includes(path))
const mutations = covered.filter(([, type]) => type === 'mutation')
const queries = covered.filter(([, type]) => type === 'query')

type Headers = RequestContext['request']['headers']

/** The answer to a call without input, with these headers, from a server that answers these hosts. */
async function answerTo(
	[path, type]: readonly [string, AnyTRPCProcedure['_def']['type']],
	{ headers, hosts = [] }: { headers: Headers; hosts?: string[] | null },
) {
	const context = requestContext(database)
	const request = { ...context.request, headers: { host: 'localhost:3000', ...headers } }
	const ctx = { ...context, request, env: { ...context.env, hosts } }
	const call = callTRPCProcedure({
		...{ router, path, type, ctx, signal: undefined, batchIndex: 0 },
		getRawInput: async () => undefined,
	})
	return call.then(
		() => ({ code: 'OK', message: '' }),
		(error: unknown) => errorShape(asTRPCError(error), undefined),
	)
}

it('every procedure but those excepted by name is covered', () => {
	const paths = procedures.map(([path]) => path)
	expect(paths).toEqual(expect.arrayContaining(excepted))
	expect([...mutations, ...queries]).toHaveLength(paths.length - excepted.length)
	expect(mutations.length).toBeGreaterThan(20)
	expect(queries.length).toBeGreaterThan(10)
})

const ofOtherSites: [string, Headers][] = [
	['the browser that says so', { 'sec-fetch-site': 'cross-site' }],
	['an origin', { origin: 'https://evil.example' }],
	['another port of this machine', { origin: 'http://localhost:4000' }],
	['a sandboxed frame', { origin: 'null' }],
	['a sister host', { 'sec-fetch-site': 'same-site', origin: 'https://evil.example' }],
]
const ofThisSite: [string, Headers][] = [
	['no browser', {}],
	['its own origin', { origin: 'http://localhost:3000' }],
	[
		'the browser that says so, behind a proxy that replaced Host',
		{ 'sec-fetch-site': 'same-origin', origin: 'https://app.example' },
	],
	['an address that was typed', { 'sec-fetch-site': 'none' }],
	[
		'an origin that the proxy was asked for',
		{ origin: 'https://app.example', 'x-forwarded-host': 'app.example' },
	],
]

describe('a page of another site', () => {
	it.each(ofOtherSites)(
		'told by %s may call no mutation, whatever its input',
		async (_, headers) => {
			const before = await contentsOf(database)
			for (const mutation of mutations)
				expect(await answerTo(mutation, { headers }), mutation[0]).toMatchObject({
					...{
						code: 'FORBIDDEN',
						message: expect.stringMatching(/another site.*proxy_set_header/),
					},
				})
			expect(await contentsOf(database)).toEqual(before)
		},
	)

	it.each(ofOtherSites)('told by %s may ask what it cannot read', async (_, headers) => {
		for (const query of queries)
			expect((await answerTo(query, { headers })).code, query[0]).not.toBe('FORBIDDEN')
	})

	it.each(ofThisSite)('is not one told by %s', async (_, headers) => {
		for (const mutation of mutations)
			expect((await answerTo(mutation, { headers })).code, mutation[0]).not.toBe('FORBIDDEN')
	})
})

describe('a host', () => {
	it.each(['evil.example', 'localhost.evil.example:3000', '203.0.113.7', '', undefined])(
		'%s that is not known is told how to be, by every procedure',
		async (host) => {
			for (const procedure of covered)
				for (const hosts of [[], ['app.example']])
					expect(await answerTo(procedure, { headers: { host }, hosts }), procedure[0]).toEqual({
						...{ code: 'FORBIDDEN', httpStatus: 403 },
						message: `This server does not answer to the host “${host ?? ''}”. Open it as localhost, or name the host in ARTIFACT_HOSTS.`,
					})
		},
	)

	it.each<[string, string[] | null]>([
		['localhost:3000', []],
		['127.0.0.1', []],
		['[::1]:3000', []],
		['app.localhost', []],
		['app.example', ['app.example']],
		['APP.example:8080', ['other.example', 'app.example']],
		['[fd00::1]:3000', ['[fd00::1]']],
		['evil.example', null],
	])('%s is answered where %j are', async (host, hosts) => {
		for (const procedure of covered)
			expect((await answerTo(procedure, { headers: { host }, hosts })).code).not.toBe('FORBIDDEN')
	})

	it('of any name is answered by health, and by the test helpers as the gate says', async () => {
		const headers = { host: 'evil.example', authorization: `Bearer ${'t'.repeat(32)}` }
		expect(await answerTo(['health', 'query'], { headers })).toMatchObject({ code: 'OK' })
		expect(await answerTo(['testHelpers.status', 'query'], { headers })).toMatchObject({
			message: expect.stringContaining('ARTIFACT_TEST_SEED_TOKEN'),
		})
	})
})
