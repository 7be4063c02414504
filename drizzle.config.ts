import { loadEnvConfig } from '@next/env'
import { defineConfig } from 'drizzle-kit'

// What the server reads too.
loadEnvConfig(process.cwd(), false, { info: () => {}, error: console.error })
const dataDir = process.env.ARTIFACT_DATA_DIR || '.artifact'

export default defineConfig({
	dialect: 'postgresql',
	schema: './src/server/db/schema.ts',
	out: './drizzle',
	...(process.env.DATABASE_URL
		? { dbCredentials: { url: process.env.DATABASE_URL } }
		: { driver: 'pglite', dbCredentials: { url: `${dataDir}/pgdata` } }),
})
