/** @type {import('next').NextConfig} */
export default {
	reactStrictMode: true,
	poweredByHeader: false,
	devIndicators: false,
	// PGlite finds its WebAssembly beside its module, and the lock is a native module.
	serverExternalPackages: ['@electric-sql/pglite', 'fs-native-extensions'],
	// Deployed functions migrate at their start.
	outputFileTracingIncludes: { '/api/**': ['./drizzle/**'] },
	typescript: { ignoreBuildErrors: true },
}
