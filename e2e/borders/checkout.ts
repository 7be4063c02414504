import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import type { Sources } from './imports'

/** The source files of this checkout, uncommitted ones too, and all texts that may name a source file. */
export function readCheckout(): { sources: Sources; texts: string[] } {
	const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
		encoding: 'utf8',
	})
	const files = listed.split('\n').filter((file) => file && existsSync(file))
	const sources = new Map(
		files
			.filter((file) => /^(src|e2e)\/.*\.tsx?$|^[\w.-]+\.ts$/.test(file))
			.map((file) => [file, readFileSync(file, 'utf8')]),
	)
	const others = files.filter((file) => /(package\.json|\.mjs|\.yml|^\.ci\/run)$/.test(file))
	return {
		sources,
		texts: [...sources.values(), ...others.map((file) => readFileSync(file, 'utf8'))],
	}
}
