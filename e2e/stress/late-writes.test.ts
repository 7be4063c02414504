import { describe, expect, it } from 'vitest'
import { type LateAnswer, lateWrites, survivorsIn, wronglyAnswered } from './late-writes'
import type { Reading } from './reading'
import { flawsOfHashes } from './seeding'

const mark = 'late worker 1 round 2'
const source = {
	id: 's',
	title: 'Seeded',
	url: 'https://example.com/',
	characters: 9,
	factsCount: 1,
}
const fact: Reading['facts'][number] = {
	...{
		id: 'f',
		claim: 'Seeded',
		quote: null,
		quoteStart: null,
		quoteEnd: null,
		confidence: null,
		note: null,
		tags: [],
	},
	...{ status: 'approved', keyClaim: false, pinned: false, position: 1, version: 1 },
	source: { id: 's', title: 'Seeded' },
}
const known: Reading = {
	...{ title: 'Seeded', workspaceId: 'w', facts: [fact], sources: [source], outputs: [] },
}
const output = {
	id: 'o',
	title: '',
	mode: 'split',
	content: '',
	factIds: [],
	pinned: false,
} as const

const survived: Record<string, Partial<Reading>> = {
	'source.add': { sources: [source, { ...source, id: 't', title: `${mark} source`, url: null }] },
	'fact.add': { facts: [fact, { ...fact, id: 'g', claim: mark }] },
	'fact.change': { facts: [{ ...fact, status: 'needs_review' }] },
	'project.rename': { title: mark },
	'source.rename': { sources: [{ ...source, title: mark }] },
	'output.generate': { outputs: [{ ...output, factIds: [], claims: [] }] },
}

describe('a late write that survived', () => {
	it.each(Object.keys(lateWrites))('is found and named: %s', (name) => {
		expect(survivorsIn({ ...known, ...survived[name] }, known, mark)).toEqual([name])
	})

	it('is not found in the seed itself', () => {
		expect(survivorsIn(known, known, mark)).toEqual([])
	})
})

describe('the answer to a late write', () => {
	const refused = (code: string): LateAnswer => ({
		write: 'fact.add',
		answer: { kind: 'refused', code, message: '' },
	})

	it('may be that it was made, or that its lease is stale', () => {
		const made: LateAnswer = { write: 'fact.add', answer: 'ok' }
		expect(wronglyAnswered([made, refused('STALE_LEASE')])).toEqual([])
	})

	it.each([
		refused('NOT_FOUND'),
		refused('CONFLICT'),
		refused('ISOLATION_VIOLATION'),
		refused('INTERNAL_SERVER_ERROR'),
		{ write: 'fact.add', answer: { kind: 'broken', message: 'ECONNRESET' } } as const,
	])('may be nothing else: %j', (answer) => {
		expect(wronglyAnswered([answer])).toEqual([answer])
	})
})

describe('a content that is seen during a seed', () => {
	it('may be the old one and the new one', () => {
		expect(flawsOfHashes(['old', 'old', 'new'], ['old', 'new'])).toEqual([])
	})

	it('is a flaw where it is a part, or nothing', () => {
		expect(flawsOfHashes(['old', 'part', null, 'new'], ['old', 'new'])).toHaveLength(2)
	})
})
