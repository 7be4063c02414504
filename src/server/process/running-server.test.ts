import { beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../db/client'
import { env, parseEnv } from './env'
import { databaseOptions, testSettings } from './running-server'

const startedWith = (variables: Record<string, string | undefined>) =>
	Object.assign(env(), parseEnv(variables))
beforeEach(() => {
	startedWith({})
})

const token = 'a-token-that-is-long-enough-for-this'
const everythingSet = {
	...{ ARTIFACT_ENABLE_TEST_SEED: 'true', ARTIFACT_E2E_MODE: 'true' },
	ARTIFACT_TEST_SEED_TOKEN: token,
}
const settingsOn = (isMarked: boolean) => testSettings({ isMarked } as Database)

describe('what is open for tests', () => {
	it('is what the environment says where the database has no mark', () => {
		startedWith(everythingSet)
		const { seeding, e2eMode } = env()
		expect(settingsOn(false)).toEqual({ seeding, e2eMode, production: null })
		expect(settingsOn(false)).toMatchObject({
			...{ seeding: { mounted: true, enabled: true, token }, e2eMode: true },
		})
	})

	it('is nothing on a marked database, whatever the environment says', () => {
		for (const NODE_ENV of ['production', 'development'])
			for (const VERCEL_ENV of [undefined, 'preview', 'production']) {
				startedWith({ ...everythingSet, NODE_ENV, VERCEL_ENV })
				expect(settingsOn(true)).toMatchObject({
					...{ seeding: { mounted: false, enabled: false }, e2eMode: false },
				})
			}
	})

	it('says what makes a server production’s: its deployment, which marks its database too, or the mark alone', () => {
		startedWith({ ...everythingSet, VERCEL_ENV: 'production' })
		expect([settingsOn(true).production, settingsOn(false).production]).toEqual(
			Array(2).fill('deployment'),
		)
		startedWith({ ...everythingSet, VERCEL_ENV: 'preview' })
		expect(settingsOn(true).production).toBe('database')
	})
})

it('the database is marked by a server with VERCEL_ENV=production and by no other', () => {
	for (const VERCEL_ENV of ['production', 'Production ']) {
		startedWith({ VERCEL_ENV })
		expect(databaseOptions().markedBy).toContain('VERCEL_ENV=production')
	}
	for (const VERCEL_ENV of [undefined, 'preview', 'development']) {
		startedWith({ ...everythingSet, VERCEL_ENV, NODE_ENV: 'production' })
		expect(databaseOptions().markedBy).toBeUndefined()
	}
})
