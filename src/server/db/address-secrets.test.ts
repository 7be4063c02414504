import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDatabaseUrl } from './address'

function connectionOf(url: string) {
	return parseDatabaseUrl(url).connection
}

describe('a password', () => {
	const address = (password: string) => `postgres://u:${password}@h:1/d?sslmode=disable`
	const around = { user: 'u', host: 'h:1', database: 'd', ssl: false }

	it('may be any text that is percent-encoded', () => {
		const passwords = fc.string({ unit: 'binary', minLength: 1 }).filter((p) => !p.includes('\0'))
		fc.assert(
			fc.property(passwords, (pass) => {
				expect(connectionOf(address(encodeURIComponent(pass)))).toEqual({ ...around, pass })
			}),
		)
	})

	it('may hold # % @ : ? and / as they are, but for a % before two hexadecimal digits', () => {
		const characters = fc.constantFrom(...'#%@:?/#%@:?/azAZ19 !$&()*+,-.;<>[]^_{|}~"\'\\é€')
		const passwords = fc
			.string({ unit: characters, minLength: 1 })
			.filter((password) => !/%[\da-f]{2}/i.test(password))
		fc.assert(
			fc.property(passwords, (pass) => {
				expect(connectionOf(address(pass))).toEqual({ ...around, pass })
				const { pass: short } = connectionOf(`postgres://u:${pass}@h`)
				expect(short).toBe(pass)
			}),
			{ numRuns: 1000 },
		)
	})

	it.each(['100%', '%zz', '%ff%41', 'a%e2%82', '#', '@', '@@h/x', 'a/b', '1/2', '?x=1', '1?a=b'])(
		'may be %s',
		(pass) => {
			const expected = pass.replace('%41', 'A')
			expect(connectionOf(address(pass))).toEqual({
				...around,
				pass: pass === '%ff%41' ? pass : expected,
			})
		},
	)

	const secret = fc.string({ unit: 'grapheme-ascii', minLength: 8 }).map((text) => `pw${text}`)

	it('is in no error and no notice, however the address is broken', () => {
		const breaks: ((password: string) => string)[] = [
			(password) => `http://u:${password}@h/d`,
			(password) => `u:${password}@h/d`,
			(password) => `postgres://u:${password}`,
			(password) => `postgres://u:${password}/d?sslmode=require`,
			(password) => `postgres://u:${password}@h:port/d`,
			(password) => `postgres://u:${password}@h:70000/d`,
			(password) => `postgres://u:${password}@h/d/e`,
			(password) => `postgres://u:${password}@h o s t/d`,
			(password) => `postgres://u:${password}@h/d?sslmode=${password}`,
			(password) => `postgres://u:${password}@h/d?unknown=${password}`,
			(password) => `postgres://u:${password}@h/d?sslmode=no&password=${password}`,
			(password) => `postgres://u:${password}@h/d?sslrootcert=/${password}`,
			(password) => `postgres://u:${password}@h/d?pgbouncer=${password}`,
			(password) => `postgres://h/d?password=${password}%00`,
			(password) => `postgres://h/d?password=${password}&schema=`,
		]
		fc.assert(
			fc.property(secret, fc.constantFrom(...breaks), fc.boolean(), (password, broken, encoded) => {
				const url = broken(encoded ? encodeURIComponent(password) : password)
				let said = ''
				try {
					said = parseDatabaseUrl(url).notice ?? ''
				} catch (error) {
					said = `${(error as Error).message} ${(error as Error).stack} ${(error as Error).cause}`
					expect((error as Error).message).toMatch(/^DATABASE_URL: /)
				}
				expect(said).not.toContain(password)
				expect(said).not.toContain(encodeURIComponent(password))
			}),
			{ numRuns: 2000 },
		)
	})

	it('does not show through the name of a parameter that may be a piece of it', () => {
		const of = (url: string) => () => parseDatabaseUrl(url)
		expect(of('postgres://u:1?secret=2@h o/d')).toThrow(
			/DATABASE_URL: a parameter is unknown, or.*%3F/,
		)
		expect(of('postgres://u:1?secret=2@h o/d')).not.toThrow(/secret/)
		expect(of('postgres://u:1?a=b&secret@h o/d')).not.toThrow(/secret|a:/)
	})
})
