import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, inject, it } from 'vitest'
import { createCluster } from '../deployment/cluster'
import { programs } from '../deployment/debian'
import { endedAfterTests } from '../deployment/running'
import { startApplication } from '../server/application'
import { copyProject, onVercel } from './deployment'

const { folder, traces, commit } = inject('deployment')
const embedded = /node_modules\/(@electric-sql|fs-native-extensions|require-addon|bare-[\w-]+)\//
const functions = Object.entries(traces).filter(([name]) => /server\/(pages\/api|instr)/.test(name))
const migrations = ['drizzle/meta/_journal.json', 'drizzle/0000_init.sql']

describe('the functions of a deployment', () => {
	it('are those of the API, and the code that runs at their start', () => {
		expect(functions.map(([name]) => name).sort()).toEqual([
			'server/instrumentation.js',
			'server/pages/api/trpc/[trpc].js',
			'server/pages/api/v1/[...path].js',
			'server/pages/api/v1/openapi.json.js',
		])
	})

	it('lie in the project, so that a deployment is put together in its own folder', () => {
		const files = Object.values(traces).flatMap((each) => Object.keys(each))
		expect(files.filter((file) => file.startsWith('..'))).toEqual([])
	})

	it.each(Object.entries(traces))('%s holds nothing of the embedded database', (_, files) => {
		expect(Object.keys(files).filter((file) => embedded.test(file))).toEqual([])
	})

	it.each(functions)('%s holds the migrations, its build’s id, and little more', (_, files) => {
		expect(Object.keys(files)).toEqual(expect.arrayContaining([...migrations, '.next/BUILD_ID']))
		const bytes = Object.values(files).reduce((sum, size) => sum + size, 0)
		expect(bytes).toBeLessThan(8_000_000)
	})
})

describe('a project without DATABASE_URL', () => {
	const project = copyProject()
	afterAll(() => rmSync(project, { recursive: true, force: true }))

	it('is not built on Vercel: the build ends with the reason, and nothing was compiled', () => {
		const { status, stdout, stderr } = spawnSync('npm', ['run', 'build'], {
			cwd: project,
			env: { ...process.env, ...onVercel, DATABASE_URL: '', POSTGRES_URL: '' },
			encoding: 'utf8',
		})
		expect(status).toBe(1)
		expect(stderr.trim()).toMatch(
			/^DATABASE_URL is not set, .* only for the environment that is deployed \(preview\)/,
		)
		expect(stdout).not.toMatch(/compil|creating/i)
		expect(existsSync(path.join(project, '.next/server'))).toBe(false)
	})
})

describe.runIf(programs.postgres !== undefined)('a server of a deployment', () => {
	it('starts without the packages of the embedded database, and says which build and commit it is', async () => {
		expect(existsSync(path.join(folder, 'node_modules/@electric-sql'))).toBe(false)
		const cluster = await createCluster()
		const { port, output, stop } = await startApplication({
			cwd: folder,
			env: {
				...onVercel,
				DATABASE_URL: await cluster.createDatabase('deployed'),
				ARTIFACT_ENABLE_TEST_SEED: 'true',
				ARTIFACT_TEST_SEED_TOKEN: commit,
			},
		})
		endedAfterTests(stop)
		const ask = async (address: string) => {
			const headers = { authorization: `Bearer ${commit}` }
			return (await fetch(`http://127.0.0.1:${port}/api/v1/${address}`, { headers })).json()
		}
		expect(output()).toContain('Artifact is ready: postgresql database. Seeding is open')
		const build_id = readFileSync(path.join(folder, '.next/BUILD_ID'), 'utf8')
		expect(await ask('health')).toMatchObject({ status: 'ok', build_id })
		expect(await ask('test/status')).toMatchObject({ build_id, commit, schema: 'current' })
		expect(await ask('openapi.json')).toMatchObject({ openapi: '3.1.0' })
	})

	it('without DATABASE_URL does not start either', async () => {
		const starting = startApplication({ cwd: folder, env: { ...onVercel, DATABASE_URL: '' } })
		await expect(starting).rejects.toThrow('DATABASE_URL: required on Vercel')
	})
})
