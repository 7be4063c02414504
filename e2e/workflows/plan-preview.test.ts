import { describe, expect, it } from 'vitest'
import {
	commitOf,
	type Decision,
	type PreviewSettings,
	planPreview,
	type RepositoryFacts,
	settingsFrom,
} from '../../.github/scripts/preview-plan.mjs'
import { eventNames, recordedEvent } from './recorded-events'

const settings = { environment: 'Preview', hostSuffix: '.vercel.app', hasToken: true }
const feature = '95914977cbb1a624ae9a01bebbd9fa32c05a12db'
const stale = '583e05124b1744a9c6ad92851bbe4c9cd01fd24b'

/** The branches of the repository of the recorded events, by commit. */
const branches: Record<string, Pick<RepositoryFacts, 'containing' | 'heads'>> = {
	[feature]: { containing: ['feature/synthesis'], heads: ['feature/synthesis'] },
	[stale]: { containing: ['feature/synthesis'], heads: [] },
	'8581ab17cea582c4516087ef3b4e8103e063e839': {
		...{ containing: ['one', 'two'], heads: ['one', 'two'] },
	},
	f02821c53e71af7fd27bac3b1ccbd6c2b2b35f2e: { containing: ['fix/`id`'], heads: ['fix/`id`'] },
	d23b250b0f1e6255a6530838d03a432ad5c369b5: { containing: ['main'], heads: ['main'] },
}

function decide(name: string, rest: Partial<PreviewSettings> = {}): Decision {
	const { event, payload } = recordedEvent(name)
	const sha = commitOf({ name: event, payload }) ?? ''
	const facts = { containing: [], heads: [], ...branches[sha], defaultBranch: 'main' }
	return planPreview({ name: event, payload }, facts, { ...settings, ...rest })
}

const decisions: Record<string, [Decision['kind'], words: string]> = {
	'preview-success': ['run', 'is tested at https://artifact-git-feature'],
	'preview-pending': ['nothing', '“pending”, not ready'],
	'preview-in-progress': ['nothing', '“in_progress”, not ready'],
	'preview-queued': ['nothing', '“queued”, not ready'],
	'preview-failure': ['nothing', '“failure”, not ready'],
	'preview-error': ['nothing', '“error”, not ready'],
	'preview-inactive': ['nothing', '“inactive”, not ready'],
	production: ['nothing', 'Production is never tested'],
	'production-by-flag': ['nothing', 'Production is never tested'],
	'production-in-lower-case': ['nothing', 'Production is never tested'],
	'production-of-several-applications': ['nothing', 'Production is never tested'],
	'other-application': ['nothing', "another application's"],
	'other-application-with-newline': ['nothing', "another application's"],
	'other-creator': ['nothing', 'not vercel[bot]'],
	fork: ['nothing', 'it is of a fork'],
	'stale-commit': ['nothing', 'not the newest of its branch'],
	'shared-commit-one': ['run', 'artifact-git-one-team'],
	'shared-commit-two': ['run', 'artifact-git-two-team'],
	'no-deployment': ['fail', 'no deployment in it'],
	'no-commit': ['fail', 'names no commit'],
	'no-address': ['fail', 'has no address'],
	'address-with-path': ['run', 'at https://artifact-git-feature-synthesis-team.vercel.app.'],
	'address-http': ['fail', 'not https'],
	'address-of-another-host': ['fail', 'does not end in .vercel.app'],
	'address-with-password': ['fail', 'a user, a password or a port'],
	'shell-metacharacters': ['run', 'is tested at'],
	'by-hand': ['run', 'is tested at'],
	'by-hand-stale': ['run', 'is tested at'],
	'by-hand-fork': ['fail', 'in no branch of this repository'],
	'by-hand-unknown-commit': ['fail', 'in no branch of this repository'],
	'by-hand-short-commit': ['fail', 'sha: allowed'],
	'by-hand-command': ['fail', 'sha: allowed'],
}

describe('the plan of a preview', () => {
	it.each(Object.entries(decisions))('%s: %s', (name, [kind, words]) => {
		expect(decide(name)).toMatchObject({ kind, reason: expect.stringContaining(words) })
	})

	it('has a decision for every recorded event', () => {
		expect(eventNames.toSorted()).toEqual(Object.keys(decisions).toSorted())
	})

	it('has no description that GitHub would refuse for its length', () => {
		for (const name of eventNames)
			expect(decide(name, { hasToken: false }).status?.description.length ?? 0).toBeLessThan(141)
	})

	it('is never to run without the token', () => {
		for (const name of eventNames) expect(decide(name, { hasToken: false }).kind).not.toBe('run')
	})

	it('refuses a suffix that hosts of others could end in too', () => {
		expect(decide('preview-success', { hostSuffix: 'vercel.app' }).kind).toBe('fail')
		expect(decide('preview-success', { hostSuffix: '-other.vercel.app' }).kind).toBe('fail')
		expect(decide('preview-success', { hostSuffix: '-team.vercel.app' }).kind).toBe('run')
	})

	it('takes settings without the blanks around them, and a host in lower case', () => {
		const env = { PREVIEW_ENVIRONMENT: ' Preview ', PREVIEW_HOST_SUFFIX: ' .Vercel.app\n' }
		expect(settingsFrom({ ...env, HAS_TOKEN: 'true' })).toEqual(settings)
		expect(settingsFrom({ PREVIEW_ENVIRONMENT: ' ', HAS_TOKEN: 'true' })).toEqual(settings)
	})

	it('groups runs by branch, without mixing branches whose names look alike in a group', () => {
		const groupOf = (heads: string[]) => {
			const { event, payload } = recordedEvent('preview-success')
			const facts = { containing: heads, heads, defaultBranch: 'main' }
			const decision = planPreview({ name: event, payload }, facts, settings)
			return decision.kind === 'run' ? decision.preview.group : decision.reason
		}
		expect(groupOf(['a/b'])).toBe(groupOf(['a/b']))
		expect(
			new Set([['a/b'], ['a-b'], ['A-B']].map((heads) => groupOf(heads).toLowerCase())).size,
		).toBe(3)
		expect(groupOf(['main', 'x'])).toBe(groupOf(['x']))
		expect(groupOf(['two', 'one'])).toBe(groupOf(['one', 'two']))
		expect(groupOf(['x'.repeat(300)]).length).toBeLessThan(80)
	})
})
