import { execFileSync } from 'node:child_process'
import { PHASE_PRODUCTION_BUILD, PHASE_PRODUCTION_SERVER } from 'next/constants.js'

/** @param {string[]} args */
function git(...args) {
	const options = { cwd: import.meta.dirname, stdio: 'pipe', encoding: 'utf8' }
	return execFileSync('git', args, options).trim()
}

/** The commit that is checked out, `-dirty` behind it where files were changed or added since; empty where git cannot tell. */
function checkedOutCommit() {
	try {
		return git('rev-parse', 'HEAD') + (git('status', '--porcelain') ? '-dirty' : '')
	} catch {
		return ''
	}
}

const contentSecurityPolicy = [
	"default-src 'self'",
	"script-src 'self'",
	// Radix positions its layers with style attributes.
	"style-src 'self' 'unsafe-inline'",
	"img-src 'self' data:",
	"object-src 'none'",
	"base-uri 'none'",
	"form-action 'self'",
	"frame-ancestors 'none'",
].join('; ')

const headers = [
	{ key: 'Content-Security-Policy', value: contentSecurityPolicy },
	{ key: 'X-Content-Type-Options', value: 'nosniff' },
	{ key: 'Referrer-Policy', value: 'same-origin' },
]

// A deployment to Vercel has a PostgreSQL server and no place for the embedded database's files.
const withoutEmbedded = process.env.VERCEL
	? [
			...['@electric-sql/pglite', 'fs-native-extensions', 'require-addon', 'which-runtime'],
			...['bare-addon-resolve', 'bare-module-resolve', 'bare-semver'],
		].map((name) => `./node_modules/${name}/**`)
	: []

/** Says before anything is compiled what every function of the deployment would end with at its start. */
function refuseWithoutDatabase() {
	const { VERCEL, VERCEL_ENV, DATABASE_URL, POSTGRES_URL } = process.env
	if (!VERCEL || /^postgres(ql)?:\/\/./.test(DATABASE_URL ?? '')) return
	const problem = DATABASE_URL
		? 'is not the address of a PostgreSQL server, which begins with postgres:// or postgresql://'
		: 'is not set, and Vercel keeps no files of an embedded database'
	const value = POSTGRES_URL
		? 'the value of POSTGRES_URL'
		: 'the address that the dashboard of the database shows'
	console.error(
		`DATABASE_URL ${problem}. Set it to ${value}, in Settings, Environment Variables of the project on Vercel, only for the environment that is deployed (${VERCEL_ENV ?? 'production or preview'}), as previews must not share a database with production; then deploy again.`,
	)
	process.exit(1)
}

/** What the test helpers' status tells, so that a suite knows which build it tests. */
function builtFrom() {
	return { BUILD_COMMIT: process.env.VERCEL_GIT_COMMIT_SHA || checkedOutCommit() }
}

/** @type {(phase: string) => import('next').NextConfig} */
export default (phase) => {
	if (phase === PHASE_PRODUCTION_BUILD) refuseWithoutDatabase()
	// A server has the commit from its build; git is not asked at its start.
	return phase === PHASE_PRODUCTION_SERVER ? configuration : { ...configuration, env: builtFrom() }
}

/** @type {import('next').NextConfig} */
const configuration = {
	reactStrictMode: true,
	poweredByHeader: false,
	// The development server evaluates strings as code, which this policy is there to forbid.
	headers: async () =>
		process.env.NODE_ENV === 'production' ? [{ source: '/:path*', headers }] : [],
	devIndicators: false,
	// PGlite finds its WebAssembly beside its module, and the lock is a native module.
	serverExternalPackages: ['@electric-sql/pglite', 'fs-native-extensions'],
	// Deployed functions migrate at their start, which has a trace of its own, and tell which build they are.
	outputFileTracingIncludes: {
		'/api/**': ['./drizzle/**', './.next/BUILD_ID'],
		instrumentation: ['./drizzle/**', './.next/BUILD_ID'],
		// What Node takes of these by a condition of their exports, module-sync, which the tracing does not know.
		'/api/v1/openapi.json': [
			'./node_modules/{async-function,async-generator-function,generator-function}/*.mjs',
		],
	},
	outputFileTracingExcludes: { '**': withoutEmbedded },
	// Where pages share it, Turbopack's build puts a script into every page, which the policy forbids.
	experimental: { turbopackSharedRuntime: false },
	// `npm run typecheck` reads the suite's types as well; a build would read all of them again, at every deployment.
	typescript: { ignoreBuildErrors: true },
}
