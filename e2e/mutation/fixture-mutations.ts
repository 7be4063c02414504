import type { Mutation } from './mutant'

export type FixtureMutation = {
	name: string
	edits: Mutation[]
	/** The arguments that select the specs, which end otherwise with the mutation. */
	spec: string[]
}

const leavesOpen = [
	'controls/leaves-things-open.spec.ts',
	...['-g', 'leaves a context open|leaves a page of its own'],
]
const held = ['held-requests.spec.ts', '-g', 'a change fails']
const keepsPage = ['controls/keeps-a-page.spec.ts', '-g', 'beforeAll the']
const breaks = ['controls/breaks-isolation.spec.ts', '-g', 'first of all projects']
const forgets = ['controls/forgets-the-fixtures.spec.ts', '-g', 'shows a page']
const readsOnly = ['controls/reads-only.spec.ts']
const groups = ['controls/serial-groups.spec.ts', '--retries=1']
const cookies = ['lease-of-a-page.spec.ts']

const contexts = 'e2e/isolation/worker-contexts.ts'
const cookiesKept = 'e2e/isolation/kept-cookies.ts'
const data = 'e2e/isolation/data-of-tests.ts'
const errors = 'e2e/isolation/plain-errors.ts'
const gate = 'e2e/isolation/request-gate.ts'
const fixture = 'e2e/isolation/seed-fixture.ts'

function mutation(
	name: string,
	spec: string[],
	...[file, find, replace]: [string, string, string]
): FixtureMutation {
	return { name, spec, edits: [{ file, find, replace }] }
}

/** What the fixtures do for a test, each taken out. */
export const fixtureMutations: FixtureMutation[] = [
	mutation(
		'contexts that a test opens carry its lease',
		leavesOpen,
		...[fixture, 'followNewContexts(playwright, contexts.follow)', ''],
	),
	mutation(
		'contexts that a test leaves open are closed',
		leavesOpen,
		...[contexts, 'left.map((context) => open.get(context)?.close(reason))', '[]'],
	),
	mutation(
		'a change that a page makes after its test is never sent',
		held,
		...[gate, 'if (isRead(request.method)) return', 'return'],
	),
	mutation(
		'a page of all tests has a lease before the first test',
		keepsPage,
		...[contexts, 'passes ??= firstPasses()', 'passes ??= Promise.resolve([])'],
	),
	mutation(
		'a page of all tests gets the lease of each test',
		keepsPage,
		...[contexts, 'await followed.carry(next)', ''],
	),
	mutation(
		'the lease outlives cookies that a spec clears',
		cookies,
		...[cookiesKept, '!isKept(cookie) && fits(filter, cookie)', 'fits(filter, cookie)'],
	),
	mutation(
		'the lease outlives a storage state that a spec sets',
		cookies,
		...[cookiesKept, 'cookies: [...others, ...kept]', 'cookies: others'],
	),
	mutation(
		'the reason comes first',
		breaks,
		...[errors, 'errors.unshift({ message })', 'errors.push({ message })'],
	),
	mutation(
		'a test without the fixtures ends with the reason',
		forgets,
		...['playwright.config.ts', '\nendUnleasedTests()\n', '\n'],
	),
	mutation(
		'a test that only reads fails where it changes something',
		readsOnly,
		...[data, 'start.seedReadOnly && isChanged', 'false'],
	),
	mutation(
		'a test that only reads fails where it makes more data',
		readsOnly,
		...[data, ' || hasChanges(changes)', ''],
	),
	mutation(
		'a worker keeps its data where its tests ask for it',
		groups,
		...[data, 'const kept = mayKeep && start ?', 'const kept = !mayKeep && start ?'],
	),
]
