import { execFileSync } from 'node:child_process'

/** The commit that is checked out, `-dirty` behind it where files were changed since; empty where git cannot tell. */
function checkedOutCommit() {
	const arguments_ = ['describe', '--always', '--abbrev=40', '--exclude=*', '--dirty']
	try {
		return execFileSync('git', arguments_, { stdio: 'pipe', encoding: 'utf8' }).trim()
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

/** @type {import('next').NextConfig} */
export default {
	reactStrictMode: true,
	poweredByHeader: false,
	// The development server evaluates strings as code, which this policy is there to forbid.
	headers: async () =>
		process.env.NODE_ENV === 'production' ? [{ source: '/:path*', headers }] : [],
	devIndicators: false,
	// What the test helpers' status tells, so that a suite knows which build it tests.
	env: { BUILD_COMMIT: process.env.VERCEL_GIT_COMMIT_SHA || checkedOutCommit() },
	// PGlite finds its WebAssembly beside its module, and the lock is a native module.
	serverExternalPackages: ['@electric-sql/pglite', 'fs-native-extensions'],
	// Deployed functions migrate at their start.
	outputFileTracingIncludes: { '/api/**': ['./drizzle/**'] },
	// Where pages share it, Turbopack's build puts a script into every page, which the policy forbids.
	experimental: { turbopackSharedRuntime: false },
	typescript: { ignoreBuildErrors: true },
}
