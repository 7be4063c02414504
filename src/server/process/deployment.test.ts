import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { rulesOf } from '../db/work'

const root = path.resolve(import.meta.dirname, '../../..')
const read = (file: string) => JSON.parse(readFileSync(path.join(root, file), 'utf8'))
const vercel: {
	buildCommand: string
	functions: Record<string, { maxDuration: number }>
} = read('vercel.json')

describe('vercel.json', () => {
	it('builds with a script of the package', () => {
		const [program, verb, script = ''] = vercel.buildCommand.split(' ')
		expect([program, verb]).toEqual(['npm', 'run'])
		expect(read('package.json').scripts).toHaveProperty(script)
	})

	it('gives every function of the API its time, and no pattern stands for nothing', () => {
		const folder = path.join(root, 'src/pages/api')
		const files = readdirSync(folder, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
		expect(files.length).toBeGreaterThan(0)
		const patterns = Object.keys(vercel.functions).map(expressionOf)
		expect(files.filter((file) => !patterns.some((pattern) => pattern.test(file)))).toEqual([])
		for (const pattern of patterns) expect(files.some((file) => pattern.test(file))).toBe(true)
	})

	it('lets a function run for as long as the longest request may take, and as every plan allows', () => {
		const { seed, write } = rulesOf
		for (const { maxDuration } of Object.values(vercel.functions)) {
			expect(maxDuration * 1000).toBeGreaterThan(seed.waitMs + seed.statementMs)
			expect(maxDuration * 1000).toBeGreaterThan(write.waitMs + write.statementMs)
			expect(maxDuration).toBeLessThanOrEqual(300)
		}
	})
})

/** `**` stands for any folders, `*` for a part of a name; the brackets of Next's names are themselves. */
function expressionOf(pattern: string): RegExp {
	const literal = (text: string) => text.replace(/[.+^${}()|[\]\\]/g, '\\$&')
	const parts = pattern.split('**/').map((part) => part.split('*').map(literal).join('[^/]*'))
	return new RegExp(`^${parts.join('(?:.+/)?')}$`)
}

/** Loads next.config.mjs as a build does, in an environment of its own. */
function configure(variables: Record<string, string>, phase = 'phase-production-build') {
	const module = pathToFileURL(path.join(root, 'next.config.mjs')).href
	const script = `const { default: of } = await import('${module}'); console.log(JSON.stringify(of('${phase}')))`
	const { PATH = '' } = process.env
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		['--input-type=module', '-e', script],
		{ cwd: root, env: { NODE_ENV: 'production', PATH, ...variables }, encoding: 'utf8' },
	)
	return { status, said: stderr.trim(), configuration: stdout && JSON.parse(stdout) }
}

const onVercel = { VERCEL: '1', VERCEL_ENV: 'preview' }
const DATABASE_URL = 'postgres://u:p@h/d'

describe('a build on Vercel', () => {
	it('without DATABASE_URL ends with one sentence that says where it is set, and for what', () => {
		const { status, said } = configure(onVercel)
		expect(status).toBe(1)
		expect(said).toMatch(
			/^DATABASE_URL is not set, and .* Settings, Environment Variables of .* only for the environment that is deployed \(preview\), .*deploy again\.$/,
		)
		expect(configure({ ...onVercel, DATABASE_URL: '' }).said).toBe(said)
	})

	it('points at the variable of a marketplace that may hold the address, not at its value', () => {
		const { status, said } = configure({ ...onVercel, POSTGRES_URL: 'postgres://u:secret@h/d' })
		expect(status).toBe(1)
		expect(said).toContain('Set it to the value of POSTGRES_URL')
		expect(said).not.toContain('secret')
	})

	it('with another kind of address ends too, and does not repeat it', () => {
		const { status, said } = configure({ ...onVercel, DATABASE_URL: 'mysql://u:secret@h/d' })
		expect(status).toBe(1)
		expect(said).toMatch(/^DATABASE_URL is not the address of a PostgreSQL server.*postgres:\/\//)
		expect(said).not.toContain('secret')
	})

	it('goes on with one, as does every build elsewhere and every server', () => {
		expect(configure({ ...onVercel, DATABASE_URL }).status).toBe(0)
		expect(configure({}).status).toBe(0)
		expect(configure(onVercel, 'phase-production-server').status).toBe(0)
	})

	it('takes its commit along, for which no server asks git at its start', () => {
		const VERCEL_GIT_COMMIT_SHA = 'c'.repeat(40)
		const envOf = (phase?: string) => configure({ VERCEL_GIT_COMMIT_SHA }, phase).configuration.env
		expect(envOf()).toEqual({ BUILD_COMMIT: VERCEL_GIT_COMMIT_SHA })
		expect(envOf('phase-development-server')).toEqual({ BUILD_COMMIT: VERCEL_GIT_COMMIT_SHA })
		expect(envOf('phase-production-server')).toBeUndefined()
	})

	it('leaves out the embedded database with all that only it needs, and nothing else', () => {
		const traced = (variables: Record<string, string>) =>
			configure(variables).configuration.outputFileTracingExcludes['**']
		const folders = packagesOnlyOf(['@electric-sql/pglite', 'fs-native-extensions'])
		expect(traced({ ...onVercel, DATABASE_URL }).sort()).toEqual(
			folders.map((folder) => `./${folder}/**`).sort(),
		)
		expect(traced({})).toEqual([])
	})
})

type Package = Record<'dependencies' | 'optionalDependencies', Record<string, string> | undefined>

/** The folders of these dependencies, and of what no other dependency needs, by the lock file. */
function packagesOnlyOf(names: string[]): string[] {
	const packages: Record<string, Package> = read('package-lock.json').packages
	const needed = (roots: string[], found = new Set<string>()) => {
		for (const name of roots) {
			const folder = `node_modules/${name}`
			if (found.has(folder)) continue
			found.add(folder)
			const { dependencies, optionalDependencies } = packages[folder] ?? {}
			needed(Object.keys({ ...dependencies, ...optionalDependencies }), found)
		}
		return found
	}
	const dependencies = Object.keys(packages['']?.dependencies ?? {})
	const others = needed(dependencies.filter((name) => !names.includes(name)))
	return [...needed(names)].filter((folder) => !others.has(folder))
}
