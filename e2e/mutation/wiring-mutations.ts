import type { TestedMutation } from './tested-mutation'

const surfaces = ['src/server/http/gate-surfaces.test.ts']

function wired(name: string, file: string, [find, replace]: [string, string]): TestedMutation {
	return { name, tests: surfaces, edits: [{ file: `src/${file}`, find, replace }] }
}

const trusted = "{ remoteAddress: '127.0.0.1', headers: { host: 'localhost' } }"

function withoutGate(procedure: string): TestedMutation {
	const file = 'src/server/routers/test-helpers.ts'
	return {
		name: `${procedure}: without the gate`,
		tests: surfaces,
		edits: [
			{
				...{ file, find: '{ router, testHelperProcedure }' },
				replace: '{ anonymousProcedure, router, testHelperProcedure }',
			},
			{
				file,
				find: `${procedure}: testHelperProcedure`,
				replace: `${procedure}: anonymousProcedure`,
			},
		],
	}
}

function withoutHeader(name: string): TestedMutation {
	return wired(`${name}: not handed to the gate`, 'isolation/request.ts', [
		'gateHeaders.map(',
		`gateHeaders.filter((each) => each !== '${name}').map(`,
	])
}

export const wiringMutations: TestedMutation[] = [
	wired('gate: its answer not heeded', 'isolation/ladder.ts', [
		'if (!answer.open) throw',
		'if (false) throw',
	]),
	wired('gate: the caller not handed on', 'isolation/ladder.ts', [
		'decideGate(ctx.env.seeding, ctx.request, messages)',
		`decideGate(ctx.env.seeding, ${trusted}, messages)`,
	]),
	...['seed', 'cleanup', 'status'].map(withoutGate),
	wired('production: the router has them all the same', 'server/routers/app.ts', [
		'testHelpers ? withTestHelpers : (router(product) as AppRouter)',
		'withTestHelpers',
	]),
	wired('production: mounted on the surfaces all the same', 'server/http/mounted-router.ts', [
		'createAppRouter({ testHelpers })',
		'createAppRouter({ testHelpers: true })',
	]),
	wired('production: mounted on tRPC all the same', 'pages/api/trpc/[trpc].ts', [
		'handlerOf(seeding.mounted)',
		'handlerOf(true)',
	]),
	wired('production: mounted on REST all the same', 'server/http/rest.ts', [
		'appRouter(ctx.env.seeding.mounted)._def',
		'appRouter(true)._def',
	]),
	wired('REST: every caller trusted', 'server/http/rest.ts', [
		'await createContext({ req, res })',
		`{ ...(await createContext({ req, res })), request: ${trusted} }`,
	]),
	wired('tRPC: every caller trusted', 'pages/api/trpc/[trpc].ts', [
		'\t\tcreateContext,\n',
		`\t\tcreateContext: async (opts) => ({ ...(await createContext(opts)), request: ${trusted} }),\n`,
	]),
	wired('socket: not handed to the gate', 'isolation/request.ts', [
		'remoteAddress: req.socket.remoteAddress',
		"remoteAddress: '127.0.0.1'",
	]),
	...['authorization', 'host', 'origin', 'sec-fetch-site'].map(withoutHeader),
	...['x-forwarded-for', 'x-forwarded-host'].map(withoutHeader),
	...['forwarded', 'x-real-ip', 'via'].map(withoutHeader),
]

const mark = ['src/server/db/production-mark.test.ts', 'src/server/db/production-mark-made.test.ts']
const start = ['src/server/process/start.test.ts']
const settings = ['src/server/process/running-server.test.ts']
const withMark = (name: string, file: string, edit: [string, string]): TestedMutation => ({
	...wired(`mark: ${name}`, file, edit),
	tests: file === 'server/process/running-server.ts' ? settings : mark,
})

export const markMutations: TestedMutation[] = [
	withMark('not heeded', 'server/process/running-server.ts', [
		'if (!isMarked) return',
		'if (true) return',
	]),
	withMark('the router mounted all the same', 'server/process/running-server.ts', [
		'mounted: false, ',
		'',
	]),
	withMark('leases heeded all the same', 'server/process/running-server.ts', [
		', enabled: false',
		'',
	]),
	withMark('E2E mode all the same', 'server/process/running-server.ts', [
		'e2eMode: false, production',
		'e2eMode, production',
	]),
	withMark('not heeded on REST', 'server/request-context.ts', ['testSettings(opened)', 'env()']),
	withMark('not heeded on tRPC', 'pages/api/trpc/[trpc].ts', [
		'handlerOf(seeding.mounted)',
		'handlerOf(true)',
	]),
	withMark('not read at the opening', 'server/db/open.ts', [
		"else database.isMarked = await database.run('read', isMarked)",
		'',
	]),
	withMark('not made at the opening', 'server/db/open.ts', ['if (options.markedBy)', 'if (false)']),
	withMark('not made by VERCEL_ENV=production', 'server/process/running-server.ts', [
		"seeding.mounted ? undefined : 'a server with VERCEL_ENV=production'",
		'undefined as string | undefined',
	]),
	withMark('made by any server', 'server/process/running-server.ts', [
		'seeding.mounted ? undefined : ',
		'',
	]),
	withMark('not looked for by the test helpers', 'isolation/adapter.ts', [
		'await adapter.admitTests?.(database, tx)',
		'',
	]),
	...[
		['a clean-up', 'isolation/cleanup.ts', 'seed'],
		['the status', 'server/seed/seeding-status.ts', 'read'],
		['the record of a violation', 'isolation/violations.ts', 'write'],
	].map(([where, file = '', work]) =>
		withMark(`not looked for in ${where}`, file, [
			`runForTests(adapter, { database, work: '${work}' }, `,
			`database.run('${work}', `,
		]),
	),
	withMark('not looked for in a seed', 'isolation/seed.ts', [
		'admitTests(adapter, database, tx)',
		'Promise.resolve()',
	]),
	withMark('forgotten by a server that has met it', 'server/db/production-mark.ts', [
		'database.isMarked = true\n\treturn true',
		'return true',
	]),
	withMark('not looked for by the health', 'server/routers/health.ts', [
		'learnOfMark(database, tx)',
		"tx.execute('select 1')",
	]),
	withMark('not told by the health that met it', 'server/routers/health.ts', [
		"ctx.production ?? (isMarked ? ('database' as const) : null)",
		'ctx.production',
	]),
	{
		...wired('mark: not told at the start', 'server/process/start.ts', [
			'if (isMarked)',
			'if (false)',
		]),
		tests: start,
	},
]

const ladder = ['src/server/ladder.test.ts']
const callers = ['src/isolation/caller-site.test.ts']
const requests = ['src/server/http/surfaces.test.ts']
const asked = (name: string, file: string, edit: [string, string]): TestedMutation => ({
	...wired(name, file, edit),
	tests: file === 'server/ladder.ts' ? ladder : callers,
})

export const callerMutations: TestedMutation[] = [
	asked('other sites: not refused', 'server/ladder.ts', ['.use(refusesOtherSites)', '']),
	asked('other sites: queries refused too', 'server/ladder.ts', [
		"type === 'mutation' && isOfOtherSite",
		'isOfOtherSite',
	]),
	asked('other sites: Sec-Fetch-Site not read', 'isolation/caller-site.ts', [
		"site === 'cross-site' || ",
		'',
	]),
	asked('other sites: Origin not read', 'isolation/caller-site.ts', [
		' || isForeignOrigin(headers)\n}',
		'\n}',
	]),
	asked('other sites: a sister site is this one', 'isolation/caller-site.ts', [
		"site === 'same-origin' || site === 'none'",
		"site === 'same-origin' || site === 'none' || site === 'same-site'",
	]),
	asked('other sites: what the browser says of this site not read', 'isolation/caller-site.ts', [
		"if (site === 'same-origin' || site === 'none') return false",
		'',
	]),
	asked('hosts: any is answered', 'server/ladder.ts', ['.use(answersKnownHosts)', '']),
	asked('hosts: a known one is needed by health too', 'server/ladder.ts', [
		"t.procedure.meta({ rung: 'anonymous' })",
		"t.procedure.use(answersKnownHosts).meta({ rung: 'anonymous' })",
	]),
	asked('hosts: those that are named not answered', 'isolation/caller-site.ts', [
		" || hosts.includes(hostName(host ?? ''))",
		'',
	]),
	asked('hosts: an absent one is known', 'isolation/caller-site.ts', [
		"isLoopbackName(host ?? '')",
		"isLoopbackName(host ?? 'localhost')",
	]),
	asked('hosts: all that hold a known name', 'isolation/caller-site.ts', [
		"hosts.includes(hostName(host ?? ''))",
		'hosts.some((each) => host?.toLowerCase().includes(each))',
	]),
	{
		...wired('hosts: not handed on', 'server/request-context.ts', [
			'hosts: env().hosts',
			'hosts: null',
		]),
		tests: requests,
	},
]
