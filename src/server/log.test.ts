import { describe, expect, it } from 'vitest'
import { errorEntry } from './log'

const secret = 'https://example.com/?token=s3cret'

/** Of another class than drizzle-orm's, as in the bundle of the start-up hook. */
class DrizzleQueryError extends Error {
	override readonly name = 'DrizzleQueryError'
	readonly params = [secret]
	constructor(
		readonly query: string,
		override readonly cause: unknown,
	) {
		super(`Failed query: ${query}\nparams: ${secret}\n    at ${secret} (quoted:1:1)`)
	}
}

const ofDatabase = (message = `Key (url)=(${secret}) already exists.`) =>
	Object.assign(new Error(message), { name: 'PostgresError', code: '23505', detail: secret })

describe('an error in the log', () => {
	it('of a failed query has the query and its state, and no parameter', () => {
		const entry = errorEntry(new DrizzleQueryError('insert into sources values ($1)', ofDatabase()))
		expect(entry).toMatchObject({
			...{ name: 'DrizzleQueryError', query: 'insert into sources values ($1)', sqlState: '23505' },
			cause: { name: 'PostgresError', sqlState: '23505' },
		})
		expect(JSON.stringify(entry)).not.toContain('s3cret')
		expect(entry).not.toHaveProperty('message')
	})

	it('of the database itself has its state, and no message', () => {
		const entry = errorEntry(ofDatabase())
		expect(entry).toEqual({
			...{ name: 'PostgresError', sqlState: '23505', frames: expect.any(Array) },
		})
		expect(JSON.stringify(entry)).not.toContain('s3cret')
	})

	it('of any depth has none of them', () => {
		const failed = new DrizzleQueryError('select $1', ofDatabase())
		const entry = errorEntry(new Error('outer', { cause: new Error('middle', { cause: failed }) }))
		expect(entry).toMatchObject({
			...{ message: 'outer', cause: { message: 'middle', cause: { query: 'select $1' } } },
		})
		expect(JSON.stringify(entry)).not.toContain('s3cret')
	})

	it('has its frames, at most ten, and no line of its message that looks like one', () => {
		for (const error of [
			ofDatabase(`first\n    at ${secret} (x:1:1)`),
			ofDatabase(`at ${secret} (x:1:1)`),
			ofDatabase(''),
			new DrizzleQueryError('select $1', undefined),
		]) {
			const { frames } = errorEntry(error) as { frames: string[] }
			expect(frames.length).toBeGreaterThan(0)
			expect(frames.length).toBeLessThanOrEqual(10)
			expect(frames[0]).toContain('log.test.ts')
			expect(frames.join()).not.toContain('s3cret')
		}
	})

	it('whose message was replaced after its stack was made has no line of the first one', () => {
		const error = ofDatabase(`at ${secret}\n    at ${secret} (x:1:1)`)
		expect(error.stack).toContain(secret)
		error.message = 'Another'
		expect(errorEntry(error)).toEqual({ name: 'PostgresError', sqlState: '23505', frames: [] })
	})

	it('of no error is its type alone', () => {
		expect(errorEntry(secret)).toEqual({ kind: 'string' })
		expect(errorEntry({ code: '23505', secret })).toEqual({ kind: 'object' })
		expect(errorEntry(undefined)).toEqual({ kind: 'undefined' })
	})
})
