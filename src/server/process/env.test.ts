import { describe, expect, it } from 'vitest'
import { EnvironmentError, parseEnv } from './env'

const token = 'a'.repeat(32)
const open = { ARTIFACT_ENABLE_TEST_SEED: 'true', ARTIFACT_E2E_MODE: 'true' }

describe('the environment', () => {
	it('may be empty: embedded database, everything for tests off', () => {
		expect(parseEnv({})).toEqual({
			databaseUrl: null,
			dataDir: '.artifact',
			seeding: { mounted: true, enabled: false, token: null, productionBuild: false },
			hosts: [],
			e2eMode: false,
			flagSet: false,
			production: false,
			stopsBetweenRequests: false,
			commit: null,
		})
	})

	it('counts a variable that is set to nothing as unset', () => {
		const nothing = { DATABASE_URL: '', ARTIFACT_DATA_DIR: '', ARTIFACT_TEST_SEED_TOKEN: '' }
		expect(parseEnv({ ...nothing, ARTIFACT_E2E_MODE: '' })).toEqual(parseEnv({}))
	})

	it('is read whole', () => {
		const source = {
			...open,
			DATABASE_URL: 'postgresql://user@host/name',
			ARTIFACT_DATA_DIR: '/data',
			ARTIFACT_TEST_SEED_TOKEN: token,
			NODE_ENV: 'production',
			PATH: '/bin',
		}
		expect(parseEnv(source)).toEqual({
			databaseUrl: 'postgresql://user@host/name',
			dataDir: '/data',
			seeding: { mounted: true, enabled: true, token, productionBuild: true },
			hosts: null,
			e2eMode: true,
			flagSet: true,
			production: true,
			stopsBetweenRequests: false,
			commit: null,
		})
	})

	it('tells the commit that Vercel deploys, else that of the build', () => {
		const BUILD_COMMIT = 'b'.repeat(40)
		expect(parseEnv({ BUILD_COMMIT }).commit).toBe(BUILD_COMMIT)
		const VERCEL_GIT_COMMIT_SHA = 'c'.repeat(40)
		expect(parseEnv({ BUILD_COMMIT, VERCEL_GIT_COMMIT_SHA }).commit).toBe(VERCEL_GIT_COMMIT_SHA)
	})

	it.each([
		['DATABASE_URL', 'mysql://host', 'postgres://'],
		['DATABASE_URL', 'postgres://', 'postgres://'],
		['ARTIFACT_ENABLE_TEST_SEED', 'yes', 'true or false'],
		['ARTIFACT_ENABLE_TEST_SEED', 'TRUE', 'true or false'],
		['ARTIFACT_E2E_MODE', '1', 'true or false'],
		['ARTIFACT_TEST_SEED_TOKEN', 'a'.repeat(31), 'at least 32 characters'],
		['ARTIFACT_TEST_SEED_TOKEN', `${'a'.repeat(31)} `, 'without blanks'],
		['ARTIFACT_TEST_SEED_TOKEN', 'ä'.repeat(32), 'ASCII'],
		['ARTIFACT_HOSTS', 'https://app.example', 'names of hosts'],
		['ARTIFACT_HOSTS', 'app.example:80', 'without ports'],
		['ARTIFACT_ENABLE_TESTSEED', 'true', 'ARTIFACT_ENABLE_TEST_SEED'],
	])('refuses %s=%s and says what is allowed', (name, value, allowed) => {
		expect(() => parseEnv({ [name]: value })).toThrow(EnvironmentError)
		expect(() => parseEnv({ [name]: value })).toThrow(new RegExp(`${name}.*allowed.*${allowed}`))
	})

	it('has an embedded database answer to loopback names and those that are given, a server to any', () => {
		const ARTIFACT_HOSTS = 'App.example, 192.168.1.5,[fd00::1]'
		expect(parseEnv({ ARTIFACT_HOSTS }).hosts).toEqual(['app.example', '192.168.1.5', '[fd00::1]'])
		expect(parseEnv({ DATABASE_URL: 'postgres://host/name' }).hosts).toBeNull()
		const both = { DATABASE_URL: 'postgres://host/name', ARTIFACT_HOSTS }
		expect(parseEnv(both).hosts).toHaveLength(3)
	})

	it('lists every mistake at once', () => {
		const wrong = { DATABASE_URL: 'x', ARTIFACT_E2E_MODE: 'x', ARTIFACT_NEW: 'x' }
		expect(() => parseEnv(wrong)).toThrow(/ARTIFACT_NEW.*DATABASE_URL.*ARTIFACT_E2E_MODE/s)
	})

	it('does not repeat the value of the token in the message', () => {
		const secret = 'short-secret'
		expect(() => parseEnv({ ARTIFACT_TEST_SEED_TOKEN: secret })).not.toThrow(new RegExp(secret))
	})

	it('has no E2E mode without seeding', () => {
		expect(() => parseEnv({ ARTIFACT_E2E_MODE: 'true' })).toThrow(
			/ARTIFACT_E2E_MODE.*ARTIFACT_ENABLE_TEST_SEED=true/,
		)
	})

	it('needs a DATABASE_URL on Vercel', () => {
		expect(() => parseEnv({ VERCEL: '1' })).toThrow(/DATABASE_URL: required on Vercel/)
		expect(parseEnv({ VERCEL: '1', DATABASE_URL: 'postgres://host/name' }).databaseUrl).toBeTruthy()
	})

	it("closes everything for tests in Vercel's production, whatever else is set", () => {
		const production = { ...open, VERCEL_ENV: 'production', ARTIFACT_TEST_SEED_TOKEN: token }
		expect(parseEnv(production)).toMatchObject({
			seeding: { mounted: false, enabled: false },
			e2eMode: false,
		})
		expect(parseEnv({ ...production, VERCEL_ENV: 'preview' })).toMatchObject({
			seeding: { mounted: true, enabled: true },
			e2eMode: true,
		})
	})
})
