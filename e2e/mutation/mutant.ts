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
	'.github',
	'package.json',
	'package-lock.json',
	'vercel.json',
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
	mutate(folder, mutations)
	return folder
}

/** The text with the mutation in it. Throws where what it replaces is not there exactly once. */
export function mutated(text: string, { file, find, replace }: Mutation): string {
	const parts = text.split(find)
	if (parts.length !== 2)
		throw new Error(
			`${file} has ${parts.length - 1} places that read: ${find}. Bring the mutation up to date.`,
		)
	return parts.join(replace)
}

/** Applies mutations to a copy. Returns what takes them back; throws, with the copy as it was, where one does not fit. */
export function mutate(folder: string, mutations: Mutation[]): () => void {
	const before = new Map<string, string>()
	const restore = () => {
		for (const [target, text] of before) writeFileSync(target, text)
	}
	for (const mutation of mutations) {
		const target = path.join(folder, mutation.file)
		const text = readFileSync(target, 'utf8')
		try {
			const changed = mutated(text, mutation)
			if (!before.has(target)) before.set(target, text)
			writeFileSync(target, changed)
		} catch (error) {
			restore()
			throw error
		}
	}
	return restore
}
