import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export type Mutation = {
	file: string
	/** Stands in the file exactly once. */
	find: string
	replace: string
}

const copied = [
	'src',
	'drizzle',
	'public',
	'e2e',
	'package.json',
	'tsconfig.json',
	'next.config.mjs',
	'postcss.config.mjs',
	'vitest.config.ts',
]

/** A copy of the checkout with the mutations applied; it finds the packages of the checkout that it lies in. Returns its path. */
export function makeMutant(mutations: Mutation[]): string {
	mkdirSync('.e2e', { recursive: true })
	const folder = mkdtempSync('.e2e/mutant-')
	for (const entry of copied) cpSync(entry, path.join(folder, entry), { recursive: true })
	for (const mutation of mutations) mutate(folder, mutation)
	return folder
}

function mutate(folder: string, { file, find, replace }: Mutation): void {
	const target = path.join(folder, file)
	const parts = readFileSync(target, 'utf8').split(find)
	if (parts.length !== 2)
		throw new Error(
			`${file} has ${parts.length - 1} places that read: ${find}. Bring the mutation up to date.`,
		)
	writeFileSync(target, parts.join(replace))
}
