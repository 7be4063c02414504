import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { uuidV3 } from './worker-ids'

const dnsNamespace = '6ba7b810-9dad-11d1-80b4-00c04fd430c8'

describe('uuidV3', () => {
	it('gives the version 3 UUID of appendix A.2 of RFC 9562', () => {
		expect(uuidV3(dnsNamespace, 'www.example.com')).toBe('5df41881-3aed-3515-88a7-2f4a814cf09e')
	})

	it('always carries version 3 and the RFC variant', () => {
		fc.assert(
			fc.property(fc.uuid(), fc.string({ unit: 'binary' }), (namespace, name) => {
				expect(uuidV3(namespace, name)).toMatch(
					/^[0-9a-f]{8}-[0-9a-f]{4}-3[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
				)
			}),
		)
	})
})
