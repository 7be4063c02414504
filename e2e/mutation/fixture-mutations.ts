import type { Mutation } from './mutant'

export type FixtureMutation = {
	name: string
	edits: Mutation[]
	/** The arguments that select the test, and what it needs before it. */
	spec: string[]
	/** The title of the test, which ends otherwise with the mutation. */
	test: string
}

/** A test of a control's file; the pattern selects the test, and what it needs before it. */
const inControl = (file: string, pattern: string, test: string) => ({
	test,
	spec: [`controls/${file}.spec.ts`, '-g', pattern],
})

const leavesOpen = inControl(
	'leaves-things-open',
	'leaves a context open|leaves a page of its own',
	'leaves a page of its own open',
)
const leavesCall = inControl(
	'awaits-no-call',
	'a call is left open|the call was answered',
	'the call was answered',
)
const leavesSeed = inControl(
	'awaits-no-call',
	'a seed is left open|the seed was answered',
	'the seed was answered',
)
const callsLate = inControl(
	'awaits-no-call',
	'a client outlives|the client is refused',
	'the client is refused',
)
const keepsPage = inControl('keeps-a-page', 'beforeAll the', 'the second test reads and writes')
const breaks = inControl(
	'breaks-isolation',
	'first of all projects',
	'acts on the first of all projects',
)
const forgets = inControl('forgets-the-fixtures', 'shows a page', 'shows a page')
const readsOnly = { spec: ['controls/reads-only.spec.ts'] }
const groups = inControl('serial-groups', 'a group begins|a group goes', 'goes on with it')
const cookies = { spec: ['lease-of-a-page.spec.ts'] }
const held = { test: 'a change fails', spec: ['held-requests.spec.ts', '-g', 'a change fails'] }

const contexts = 'e2e/isolation/worker-contexts.ts'
const cookiesKept = 'e2e/isolation/kept-cookies.ts'
const data = 'e2e/isolation/data-of-tests.ts'
const errors = 'e2e/isolation/plain-errors.ts'
const gate = 'e2e/isolation/request-gate.ts'
const fixture = 'e2e/isolation/seed-fixture.ts'
const pages = 'e2e/isolation/followed-pages.ts'

function mutation(
	name: string,
	tried: Pick<FixtureMutation, 'spec' | 'test'>,
	...[file, find, replace]: [string, string, string]
): FixtureMutation {
	return { name, ...tried, edits: [{ file, find, replace }] }
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
		'calls of the typed client are waited for',
		leavesCall,
		...['e2e/harness/project-fixture.ts', 'await withinLimit(allEnded(calls.open))', ''],
	),
	mutation(
		'a client ends with its test',
		callsLate,
		...['e2e/harness/project-fixture.ts', 'calls.refusal = refusalAfter(title)', ''],
	),
	mutation('further seeds end with their test', callsLate, ...[fixture, 'isOver = true', '']),
	mutation(
		'further seeds are waited for',
		leavesSeed,
		...[fixture, 'await withinLimit(Promise.allSettled(made))', ''],
	),
	mutation(
		'a change that a page makes after its test is never sent',
		held,
		...[gate, 'if (isSent(request.method)) return', 'return'],
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
		'a page of all tests goes on when a test has ended',
		{ ...keepsPage, test: 'the third test reads and writes' },
		...[fixture, 'await contexts.resume()', ''],
	),
	mutation(
		'the lease outlives cookies that a spec clears',
		{ ...cookies, test: 'a page sends its lease while and after its cookies are cleared' },
		...[cookiesKept, '!isKept(cookie) && fits(filter, cookie)', 'fits(filter, cookie)'],
	),
	mutation(
		'the lease outlives a storage state that a spec sets',
		{ ...cookies, test: 'a page sends its lease after its storage state was set' },
		...[cookiesKept, 'cookies: [...others, ...kept]', 'cookies: others'],
	),
	mutation(
		'no request leaves while a storage state is set',
		{ ...cookies, test: 'a page sends its lease while its storage state is set' },
		...[pages, "await withinLimit(gateFrames('paused').then(allAnswered))", ''],
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
		{ ...readsOnly, test: 'says that it reads, and writes' },
		...[data, 'start.seedReadOnly && isChanged', 'false'],
	),
	mutation(
		'a test that only reads fails where it makes more data',
		{ ...readsOnly, test: 'says that it reads, and makes more data' },
		...[data, ' || hasChanges(changes)', ''],
	),
	mutation(
		'a test that only reads is not blamed for what beforeAll made',
		{ ...readsOnly, test: 'reads only' },
		...[data, 'kept ? (await outcome(seed)).rows : ', ''],
	),
	mutation(
		'a worker keeps its data where its tests ask for it',
		groups,
		...[data, 'const kept = mayKeep && start ?', 'const kept = !mayKeep && start ?'],
	),
]
