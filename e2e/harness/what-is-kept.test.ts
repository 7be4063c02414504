import { describe, expect, it } from 'vitest'
import { whatIsKept } from './what-is-kept'

const local = { run: 'local', shard: 0 }
const named = { run: 'nightly', shard: 1 }

describe('a run that keeps its seeds says how to look at them', () => {
	const cases = [
		[
			'in its own embedded database',
			local,
			'embedded',
			undefined,
			'ARTIFACT_DATA_DIR=.e2e/local-0 npm start',
		],
		[
			'in the PostgreSQL of its own server',
			named,
			'postgresql',
			undefined,
			'npm start, with the same DATABASE_URL',
		],
		[
			'on a server that was there before',
			named,
			'embedded',
			'http://localhost:3000',
			'start the server of http://localhost:3000 without ARTIFACT_E2E_MODE',
		],
		[
			'which are gone with a database of its own',
			named,
			'embedded',
			undefined,
			'have gone with the embedded database',
		],
	] as const

	it.each(cases)('%s', (_, run, database, givenUrl, words) => {
		const told = whatIsKept({ run, database, givenUrl })
		expect(told).toContain(words)
		expect(told.includes('are kept')).toBe(!told.includes('have gone'))
	})
})
