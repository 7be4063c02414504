import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { checkout } from './workflow'

type Update = {
	'package-ecosystem': string
	ignore?: { 'dependency-name': string; versions: string[] }[]
	groups: Record<string, { patterns: string[] }>
}

const read = (file: string) => readFileSync(path.join(checkout, file), 'utf8')
const { updates } = parse(read('.github/dependabot.yml')) as { updates: Update[] }
const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
	'dependencies' | 'devDependencies',
	Record<string, string>
>
const packages = Object.keys({ ...dependencies, ...devDependencies })
const npm = updates.find((update) => update['package-ecosystem'] === 'npm')

function matches(pattern: string, name: string): boolean {
	const [before = '', after] = pattern.split('*')
	return after === undefined ? name === pattern : name.startsWith(before) && name.endsWith(after)
}

/** The first group that a package falls into, as Dependabot picks it. */
function groupOf(name: string): string | undefined {
	const groups = Object.entries(npm?.groups ?? {})
	return groups.find(([, { patterns }]) => patterns.some((each) => matches(each, name)))?.[0]
}

describe('updates of dependencies', () => {
	it('come for packages and for actions', () => {
		expect(updates.map((update) => update['package-ecosystem'])).toEqual(['npm', 'github-actions'])
	})

	it('keep every package of tRPC together', () => {
		const ofTrpc = packages.filter((name) => name.includes('trpc'))
		expect(ofTrpc.length).toBeGreaterThan(3)
		for (const name of ofTrpc) expect([name, groupOf(name)]).toEqual([name, 'trpc'])
	})

	it('keep packages together that have to fit each other', () => {
		expect(['next', 'react', 'react-dom', '@next/env'].map(groupOf)).toEqual(
			new Array(4).fill('next-and-react'),
		)
		expect(['@playwright/test', '@axe-core/playwright'].map(groupOf)).toEqual(
			new Array(2).fill('playwright'),
		)
	})

	it('have no rule for a package that the project does not use', () => {
		const patterns = Object.values(npm?.groups ?? {}).flatMap((group) => group.patterns)
		const ignored = npm?.ignore?.map((each) => each['dependency-name']) ?? []
		for (const pattern of [...patterns, ...ignored])
			expect([pattern, packages.some((name) => matches(pattern, name))]).toEqual([pattern, true])
	})

	it('leave tRPC at the version of its last @trpc/next', () => {
		const limit = npm?.ignore?.find((each) => each['dependency-name'] === '@trpc/*')
		expect(limit?.versions).toEqual([`>${dependencies['@trpc/next']}`])
	})
})
