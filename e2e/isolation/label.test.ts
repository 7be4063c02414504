import type { TestInfo } from '@playwright/test'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { LeaseRequest } from '../../src/isolation/protocol'
import { labelOf } from './label'

const infoOf = (title: string, rest: Partial<TestInfo> = {}) =>
	({
		...{ titlePath: ['a.spec.ts', title], repeatEachIndex: 0, retry: 0 },
		...{ project: { name: 'app' } },
		...rest,
	}) as TestInfo

it('the server takes the label of any title', () => {
	const titles = fc.string({
		unit: fc.oneof(
			fc.string({ unit: 'binary', maxLength: 1 }),
			fc.constantFrom('👩‍👩‍👧‍👦', '\ud83d', '\0'),
		),
		maxLength: 300,
	})
	fc.assert(
		fc.property(titles, (title) => {
			const label = labelOf(infoOf(title, { repeatEachIndex: 999, retry: 9 }))
			expect(LeaseRequest.parse({ run: 'r', shard: 0, worker: 0, label }).label).toBe(label)
		}),
	)
})

it('attempts, repetitions, Playwright projects and files of one title have labels of their own', () => {
	const long = 'x'.repeat(500)
	const labels = [
		infoOf(long),
		infoOf(long, { retry: 1 }),
		infoOf(long, { repeatEachIndex: 1 }),
		infoOf(long, { repeatEachIndex: 1, retry: 1 }),
		infoOf(long, { project: { name: 'other' } as TestInfo['project'] }),
		infoOf(long, { titlePath: ['b.spec.ts', long] }),
	].map(labelOf)
	expect(new Set(labels).size).toBe(labels.length)
})

it('titles that begin alike, or differ in what PostgreSQL does not store, have labels of their own', () => {
	const long = 'x'.repeat(500)
	const titles = [`${long}a`, `${long}b`, 'half \ud83d', 'half \ud83e', 'a \0', 'a \uFFFD']
	const labels = titles.map((title) => labelOf(infoOf(title)))
	expect(new Set(labels).size).toBe(titles.length)
})

it('a long title is cut between two characters', () => {
	const family = '👩‍👩‍👧‍👦'
	for (const length of [122, 127, 131, 132])
		expect(labelOf(infoOf(`${'x'.repeat(length)}${family}${'y'.repeat(99)}`))).toMatch(
			new RegExp(`^app › a.spec.ts › x+(${family}y*)? [0-9a-f]{8}$`),
		)
})

it('a title that is short and storable is its label as it is', () => {
	expect(labelOf(infoOf('a fact 👩‍👩‍👧‍👦'))).toBe('app › a.spec.ts › a fact 👩‍👩‍👧‍👦')
})
