import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { buildInputs } from '../server/build'

export type Mutation = {
	file: string
	/** A text that is in the file exactly once. */
	find: string
	replace: string
}

const copied = [
	...buildInputs,
	'e2e',
	'.github',
	'vercel.json',
	'vitest.config.ts',
	'playwright.config.ts',
]

/** Copies the checkout to a folder in it, where the copy finds its packages, and mutates the copy. Returns its path. */
export function makeMutant(mutations: Mutation[]): string {
	mkdirSync('.e2e', { recursive: true })
	const folder = mkdtempSync('.e2e/mutant-')
	for (const entry of copied) cpSync(entry, path.join(folder, entry), { recursive: true })
	mutate(folder, mutations)
	return folder
}

/** The mutated files of a folder and their new texts. Throws where a text to find is not in its file exactly once. */
export function mutatedTexts(folder: string, mutations: Mutation[]): Map<string, string> {
	const texts = new Map<string, string>()
	for (const { file, find, replace } of mutations) {
		const text = texts.get(file) ?? readFileSync(path.join(folder, file), 'utf8')
		const parts = text.split(find)
		if (parts.length !== 2)
			throw new Error(
				`${file} has ${parts.length - 1} places that read: ${find}. Bring the mutation up to date.`,
			)
		texts.set(file, parts.join(replace))
	}
	return texts
}

/** Applies all mutations to a copy, or none: throws where one does not fit. Returns a function that takes them back. */
export function mutate(folder: string, mutations: Mutation[]): () => void {
	const after = mutatedTexts(folder, mutations)
	const before = new Map<string, string>()
	for (const file of after.keys()) before.set(file, readFileSync(path.join(folder, file), 'utf8'))
	const write = (texts: Map<string, string>) => {
		for (const [file, text] of texts) writeFileSync(path.join(folder, file), text)
	}
	write(after)
	return () => write(before)
}
