import { spawnSync } from 'node:child_process'
import { cpus } from 'node:os'
import type { Results } from './results'

function git(...command: string[]): string {
	return spawnSync('git', command, { encoding: 'utf8' }).stdout.trim()
}

/** Where and of what a run measures. What the benchmark itself writes does not make the commit a dirty one. */
export function environment({
	quick,
	only,
}: Pick<Results, 'quick'> & { only?: string }): Omit<
	Results,
	'postgresql' | 'sections' | 'failures'
> {
	const options = [...(only ? ['--only', only] : []), ...(quick ? ['--quick'] : [])]
	const changed = git('status', '--porcelain', '--', 'src', 'drizzle', 'package-lock.json')
	return {
		date: new Date().toISOString(),
		commit: `${git('rev-parse', 'HEAD')}${changed ? '-dirty' : ''}`,
		command: ['npm run bench', ...(options.length > 0 ? ['--', ...options] : [])].join(' '),
		quick,
		node: process.versions.node,
		cpu: cpus()[0]?.model ?? 'unknown',
		cores: cpus().length,
	}
}
