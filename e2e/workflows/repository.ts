import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { makeScratchFolder } from './workflow'

const identity = {
	name: 'Artifact',
	email: 'artifact@example.com',
	date: '2026-11-26T12:00:00Z',
}
/** Keeps this machine's configuration out: the recorded events name commits that only this environment produces. */
const environment = {
	PATH: process.env.PATH,
	NODE_ENV: 'test' as const,
	GIT_CONFIG_NOSYSTEM: '1',
	GIT_CONFIG_GLOBAL: '/dev/null',
	...{ GIT_AUTHOR_NAME: identity.name, GIT_COMMITTER_NAME: identity.name },
	...{ GIT_AUTHOR_EMAIL: identity.email, GIT_COMMITTER_EMAIL: identity.email },
	...{ GIT_AUTHOR_DATE: identity.date, GIT_COMMITTER_DATE: identity.date },
}

function git(folder: string, args: string[], input = ''): string {
	const options = { cwd: folder, env: environment, encoding: 'utf8', input } as const
	return execFileSync('git', args, { ...options, stdio: ['pipe', 'pipe', 'ignore'] }).trim()
}

/** The name of a branch. A shell would run commands in it. */
export const commandBranch = 'fix/$(touch${IFS}owned)-`id`'

export type Repository = {
	/** A checkout of the default branch like that of the job `plan`: it has every branch, and nothing of the forks. */
	clone: string
	commits: Record<'main' | 'stale' | 'feature' | 'shared' | 'command' | 'fork', string>
	remove: () => void
}

/** Makes a repository with branches and a fork's pull request, and clones it. The commits are the same every time. */
export function makeRepository(): Repository {
	const folder = makeScratchFolder('repository')
	const origin = path.join(folder, 'origin.git')
	git(folder, ['init', '--quiet', '--bare', '--initial-branch=main', origin])
	const tree = git(origin, ['hash-object', '-t', 'tree', '-w', '--stdin'])
	const commit = (message: string, parent?: string) =>
		git(origin, ['commit-tree', tree, ...(parent ? ['-p', parent] : []), '-m', message])

	const main = commit('The application')
	const stale = commit('A first attempt', main)
	const commits = {
		...{ main, stale, feature: commit('A second attempt', stale) },
		shared: commit('Of two branches', main),
		command: commit('On a branch with a command in its name', main),
		fork: commit('Of a fork', main),
	}
	const refs = {
		'refs/heads/main': main,
		'refs/heads/feature/synthesis': commits.feature,
		'refs/heads/one': commits.shared,
		'refs/heads/two': commits.shared,
		[`refs/heads/${commandBranch}`]: commits.command,
		'refs/pull/7/head': commits.fork,
	}
	const updates = Object.entries(refs).map(([ref, sha]) => `update ${ref} ${sha}\n`)
	git(origin, ['update-ref', '--stdin'], updates.join(''))
	const clone = path.join(folder, 'clone')
	git(folder, ['clone', '--quiet', '--no-local', origin, clone])
	return { clone, commits, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
