import { describe, expect, it } from 'vitest'
import { parseEnv } from './env'
import { describeSeeding, warnings } from './start'

const token = 'a-token-that-is-long-enough-for-this'
const flag = { ARTIFACT_ENABLE_TEST_SEED: 'true' }
const build = { NODE_ENV: 'production' }
const marked = { isMarked: true }
const unmarked = { isMarked: false }

type Variables = Record<string, string>

describe('the line of the start', () => {
	it.each<[string, Variables, { isMarked: boolean }, string]>([
		[
			'in production',
			{ VERCEL_ENV: 'production', ...flag },
			unmarked,
			'closed: VERCEL_ENV is production',
		],
		[
			'in production on its own database',
			{ VERCEL_ENV: 'production', ...flag },
			marked,
			'closed: VERCEL_ENV is production',
		],
		[
			'on a marked database',
			{ ...flag, ARTIFACT_E2E_MODE: 'true', ARTIFACT_TEST_SEED_TOKEN: token },
			marked,
			'closed: the database is marked as production’s, whatever the environment says (npm run db:unprotect',
		],
		['on a marked database without the flag', {}, marked, 'closed: the database is marked'],
		[
			'without the flag',
			{ ...build, ARTIFACT_TEST_SEED_TOKEN: token },
			unmarked,
			'closed: ARTIFACT_ENABLE_TEST_SEED is not true',
		],
		[
			'of a build without a token',
			{ ...build, ...flag },
			unmarked,
			'closed: a production build needs ARTIFACT_TEST_SEED_TOKEN',
		],
		[
			'of a build with a token',
			{ ...build, ...flag, ARTIFACT_TEST_SEED_TOKEN: token },
			unmarked,
			'open to callers that send ARTIFACT_TEST_SEED_TOKEN; E2E mode is off',
		],
		[
			'of `next dev`',
			flag,
			unmarked,
			'open to callers on this machine, as ARTIFACT_TEST_SEED_TOKEN is not set; E2E mode is off',
		],
		[
			'of `next dev` in E2E mode with a token',
			{ ...flag, ARTIFACT_E2E_MODE: 'true', ARTIFACT_TEST_SEED_TOKEN: token },
			unmarked,
			'open to callers that send ARTIFACT_TEST_SEED_TOKEN; E2E mode is on',
		],
	])('%s says so, in one line without the token', (_, variables, database, says) => {
		const line = describeSeeding(parseEnv(variables), database)
		expect(line).toContain(`Seeding is ${says}`)
		expect(line).not.toContain('\n')
		expect(line).not.toContain(token)
	})
})

describe('the warnings of the start', () => {
	const warningsOf = (variables: Variables) => warnings(parseEnv(variables))

	it('are of a flag in production and of a token that nothing asks for', () => {
		expect(warningsOf({ ...flag, VERCEL_ENV: 'production' })).toEqual([
			expect.stringContaining('ARTIFACT_ENABLE_TEST_SEED=true does nothing in production'),
		])
		expect(warningsOf({ ARTIFACT_TEST_SEED_TOKEN: token })).toEqual([
			expect.stringMatching(/ARTIFACT_TEST_SEED_TOKEN is set but seeding is closed/),
		])
	})

	it('are none where the settings are what was meant', () => {
		const sound: Variables[] = [
			{},
			flag,
			{ ...flag, ARTIFACT_TEST_SEED_TOKEN: token },
			{ VERCEL_ENV: 'production' },
			{ VERCEL_ENV: 'production', ARTIFACT_TEST_SEED_TOKEN: token },
		]
		for (const variables of sound) expect(warningsOf(variables)).toEqual([])
	})
})
