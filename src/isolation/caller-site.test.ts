import { describe, expect, it } from 'vitest'
import { isAnsweredHost, isForeignOrigin, isOfOtherSite } from './caller-site'

const host = '127.0.0.1:3000'
const own = `http://${host}`
const other = 'https://app.example'

describe('a request is of another site', () => {
	it.each<[object, boolean]>([
		[{}, false],
		[{ origin: own }, false],
		[{ origin: other }, true],
		[{ origin: other, 'x-forwarded-host': 'app.example' }, false],
		[{ origin: other, 'x-forwarded-host': 'other.example' }, true],
		[{ origin: 'null' }, true],
		[{ origin: '' }, true],
		[{ origin: 'http://127.0.0.1:4000' }, true],
		[{ origin: 'http://127.0.0.1' }, true],
		[{ 'sec-fetch-site': 'cross-site' }, true],
		[{ 'sec-fetch-site': 'cross-site', origin: own }, true],
		[{ 'sec-fetch-site': 'same-site' }, false],
		[{ 'sec-fetch-site': 'same-site', origin: other }, true],
		// A proxy may have replaced the host, but not `Sec-Fetch-Site`.
		[{ 'sec-fetch-site': 'same-origin', origin: other }, false],
		[{ 'sec-fetch-site': 'none', origin: other }, false],
		[{ 'sec-fetch-site': 'anything', origin: other }, true],
	])('with %j: %s', (headers, expected) => {
		expect(isOfOtherSite({ host, ...headers })).toBe(expected)
	})

	it('by its origin alone where there is no host to compare it with', () => {
		expect(isForeignOrigin({ origin: other })).toBe(true)
		expect(isForeignOrigin({})).toBe(false)
	})
})

describe('a host is answered', () => {
	it.each<[string | undefined, string[] | null, boolean]>([
		['localhost:3000', [], true],
		['[::1]', [], true],
		['evil.example', [], false],
		['', [], false],
		[undefined, [], false],
		[undefined, null, true],
		['evil.example', null, true],
		['App.Example:80', ['app.example'], true],
		['[fd00::1]:3000', ['[fd00::1]'], true],
		['xapp.example', ['app.example'], false],
		['app.example.evil', ['app.example'], false],
		['app.example:80:80', ['app.example'], false],
		['app.example@evil.example', ['app.example'], false],
	])('%s, with the names %j: %s', (asked, hosts, expected) => {
		expect(isAnsweredHost(asked, hosts)).toBe(expected)
	})
})
