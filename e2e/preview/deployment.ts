import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
	cpSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildInputs } from '../server/build'

export type Deployment = {
	/** What Vercel would deploy, and Next's command to start it. It cannot reach the packages of the checkout. */
	folder: string
	commit: string
	/** For each entry below `.next`: the paths of its traced files in the project, with their sizes in bytes. */
	traces: Record<string, Record<string, number>>
}

/** The environment in which Vercel builds and runs a preview. */
export const onVercel = { VERCEL: '1', VERCEL_ENV: 'preview', NODE_ENV: 'production' } as const

/** Copies the project with its packages, so that a build of the copy leaves the checkout alone. Returns the path. */
export function copyProject(): string {
	mkdirSync('.e2e', { recursive: true })
	const folder = path.resolve(mkdtempSync('.e2e/preview-'))
	for (const entry of buildInputs) cpSync(entry, path.join(folder, entry), { recursive: true })
	run('cp', ['--archive', '--link', path.resolve('node_modules'), folder])
	return folder
}

/** Builds a copy of the project as Vercel does, and puts the files of its functions into a folder outside of it. */
export function buildDeployment(): Deployment & { remove(): void } {
	const project = copyProject()
	const folder = mkdtempSync(path.join(tmpdir(), 'artifact-deployment-'))
	const remove = () => {
		for (const each of [project, folder]) rmSync(each, { recursive: true, force: true })
	}
	try {
		const commit = randomBytes(20).toString('hex')
		run('npm', buildCommand, project, {
			...onVercel,
			VERCEL_GIT_COMMIT_SHA: commit,
			DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
			NEXT_TELEMETRY_DISABLED: '1',
		})
		const traces = tracesOf(project)
		const files = new Set(Object.values(traces).flatMap((each) => Object.keys(each)))
		for (const file of files) copy(file, project, folder)
		// Next needs these as well. Vercel serves static files itself, and starts functions with a program of its own.
		for (const entry of ['.next', 'package.json', 'next.config.mjs', 'public', 'node_modules/next'])
			copy(entry, project, folder)
		return { folder, commit, traces, remove }
	} catch (error) {
		remove()
		throw error
	}
}

const [, ...buildCommand] = (
	JSON.parse(readFileSync('vercel.json', 'utf8')).buildCommand as string
).split(' ')

function run(program: string, args: string[], cwd = '.', env: Record<string, string> = {}): void {
	const options = { cwd, env: { ...process.env, ...env }, encoding: 'utf8' } as const
	const { status, stdout, stderr } = spawnSync(program, args, options)
	if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed:\n${stdout}${stderr}`)
}

function copy(entry: string, from: string, to: string): void {
	const source = path.join(from, entry)
	const isCache = (file: string) => file === path.join(from, '.next/cache')
	cpSync(source, path.join(to, entry), { recursive: true, filter: (file) => !isCache(file) })
}

function tracesOf(project: string): Deployment['traces'] {
	const traces: Deployment['traces'] = {}
	const built = path.join(project, '.next')
	for (const name of readdirSync(built, { recursive: true, encoding: 'utf8' })) {
		if (!name.endsWith('.nft.json')) continue
		const trace = path.join(built, name)
		const { files } = JSON.parse(readFileSync(trace, 'utf8')) as { files: string[] }
		const inProject = files.map((file) =>
			path.relative(project, path.join(path.dirname(trace), file)),
		)
		// The copy lies in the checkout, whose package.json is traced too. On Vercel nothing lies above the project.
		const own = inProject.filter((file) => !file.startsWith('..'))
		const sizes = own.map((file) => [file, statSync(path.join(project, file)).size])
		traces[name.replace('.nft.json', '')] = Object.fromEntries(sizes)
	}
	return traces
}
