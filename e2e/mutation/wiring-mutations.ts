import type { TestedMutation } from './tested-mutation'

const surfaces = ['src/server/gate-surfaces.test.ts']

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
				replace: '{ publicProcedure, router, testHelperProcedure }',
			},
			{ file, find: `${procedure}: testHelperProcedure`, replace: `${procedure}: publicProcedure` },
		],
	}
}

function withoutHeader(name: string): TestedMutation {
	const key = /^[a-z]+$/.test(name) ? name : `'${name}'`
	return wired(`${name}: not handed to the gate`, 'server/context.ts', [
		`${key}: header('${name}'),`,
		'',
	])
}

export const wiringMutations: TestedMutation[] = [
	wired('gate: its answer not heeded', 'server/trpc.ts', [
		'if (!answer.open) throw',
		'if (false) throw',
	]),
	wired('gate: the caller not handed on', 'server/trpc.ts', [
		'decideGate(ctx.env.seeding, ctx.caller)',
		`decideGate(ctx.env.seeding, ${trusted})`,
	]),
	...['seed', 'cleanup', 'status'].map(withoutGate),
	wired('production: the router has them all the same', 'server/routers/_app.ts', [
		'testHelpers ? withTestHelpers : (router(product) as AppRouter)',
		'withTestHelpers',
	]),
	wired('production: mounted on the surfaces all the same', 'server/surfaces.ts', [
		'testHelpers: env().seeding.mounted',
		'testHelpers: true',
	]),
	wired('REST: every caller trusted', 'server/rest.ts', [
		'await createContext({ req, res })',
		`{ ...(await createContext({ req, res })), caller: ${trusted} }`,
	]),
	wired('tRPC: every caller trusted', 'pages/api/trpc/[trpc].ts', [
		'\t\tcreateContext,\n',
		`\t\tcreateContext: async (opts) => ({ ...(await createContext(opts)), caller: ${trusted} }),\n`,
	]),
	wired('socket: not handed to the gate', 'server/context.ts', [
		'remoteAddress: req.socket.remoteAddress',
		"remoteAddress: '127.0.0.1'",
	]),
	...['authorization', 'host', 'origin', 'sec-fetch-site'].map(withoutHeader),
	...['x-forwarded-for', 'x-forwarded-host'].map(withoutHeader),
]

const isolation = ['src/server/seeding/isolation.test.ts']
const fencing = ['src/server/seeding/fencing.test.ts']
const guard = 'src/server/seeding/guard.ts'
const scope = 'src/server/project-scope.ts'

export const guardMutations: TestedMutation[] = [
	{
		name: 'lease: another one may pass',
		tests: isolation,
		edits: [
			{
				...{ file: guard, find: 'return caller.leaseId === ownerLeaseId' },
				replace: 'return true',
			},
		],
	},
	{
		name: 'lease: not required in E2E mode',
		tests: isolation,
		edits: [
			{
				...{ file: guard, find: ' || !caller.env.seeding.enabled || !caller.env.e2eMode' },
				replace: ' || true',
			},
		],
	},
	{
		name: 'lease: a stale one is live',
		tests: isolation,
		edits: [
			{
				...{ file: guard, find: 'if (project?.leaseId === lease.id) return lease' },
				replace: 'if (project) return lease',
			},
		],
	},
	{
		...{ name: 'fence: the project not locked', tests: fencing, needsServer: true },
		edits: [{ file: guard, find: 'lock ? query.for(lock) : query', replace: 'query' }],
	},
	{
		...{ name: 'fence: the lease not locked', tests: fencing, needsServer: true },
		edits: [{ file: guard, find: "lock ? home.for('share') : home", replace: 'home' }],
	},
	{
		...{ name: 'fence: writers lock nothing', tests: fencing, needsServer: true },
		edits: [{ file: scope, find: "write: 'share'", replace: 'write: undefined' }],
	},
	{
		...{ name: 'fence: writers of the project lock nothing', tests: fencing, needsServer: true },
		edits: [{ file: scope, find: "exclusive: 'no key update'", replace: 'exclusive: undefined' }],
	},
]
