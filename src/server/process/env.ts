import { z } from 'zod'
import { parseDatabaseUrl } from '../db/address'

const switchValue = z
	.enum(['true', 'false'], { error: 'allowed: true or false' })
	.optional()
	.transform((value) => value === 'true')

const Environment = z.object({
	DATABASE_URL: z
		.string()
		.regex(/^postgres(ql)?:\/\/./, 'allowed: a URL that begins with postgres:// or postgresql://')
		.superRefine((url, context) => {
			try {
				parseDatabaseUrl(url)
			} catch (error) {
				context.addIssue((error as Error).message.replace('DATABASE_URL: ', ''))
			}
		})
		.optional(),
	ARTIFACT_DATA_DIR: z.string().min(1).default('.artifact'),
	ARTIFACT_ENABLE_TEST_SEED: switchValue,
	ARTIFACT_E2E_MODE: switchValue,
	ARTIFACT_HOSTS: z
		.string()
		.regex(
			/^ *([\w.-]+|\[[\da-f:.]+\])( *, *([\w.-]+|\[[\da-f:.]+\]))* *$/i,
			'allowed: names of hosts with commas between them, without ports, such as app.example.com,192.168.1.5',
		)
		.transform((names) => names.split(',').map((name) => name.trim().toLowerCase()))
		.optional(),
	// The characters that an Authorization header can carry: no request could send any other token.
	ARTIFACT_TEST_SEED_TOKEN: z
		.string()
		.regex(/^[!-~]{32,}$/, 'allowed: at least 32 characters, visible ASCII without blanks')
		.optional(),
	// next.config.mjs writes the commit into the build. Vercel's variable has the commit of the deployment.
	BUILD_COMMIT: z.string().optional(),
	VERCEL_GIT_COMMIT_SHA: z.string().optional(),
	NODE_ENV: z.string().optional(),
	VERCEL: z.string().optional(),
	VERCEL_ENV: z.string().optional(),
})

export type Env = {
	databaseUrl: string | null
	/** Directory of the embedded database; unused with `databaseUrl`. */
	dataDir: string
	seeding: {
		/** Whether the test helpers are mounted at all: never in Vercel's production. */
		mounted: boolean
		enabled: boolean
		token: string | null
		/** Whether a production build is served, whose gate opens to nobody without a token. */
		productionBuild: boolean
	}
	e2eMode: boolean
	/** The hosts that the server answers to besides loopback names; null: any host. */
	hosts: string[] | null
	/** Whether ARTIFACT_ENABLE_TEST_SEED is true, also where the flag has no effect. */
	flagSet: boolean
	/** Whether a production build is served. */
	production: boolean
	/** Whether the platform may stop the process once a request is answered, as Vercel does. */
	stopsBetweenRequests: boolean
	/** The deployed commit, else the commit of the build, with `-dirty` where files had been changed; null: unknown. */
	commit: string | null
}

/** An error that names each wrong variable and the allowed values. The start prints its message and ends. */
export class EnvironmentError extends Error {
	override name = 'EnvironmentError'
}

/** Reads the configuration from `source`. Pure; throws `EnvironmentError` that lists every wrong or unknown variable. */
export function parseEnv(source: Record<string, string | undefined>): Env {
	const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
	const known = Object.keys(Environment.shape)
	const problems = Object.keys(present)
		.filter((name) => name.startsWith('ARTIFACT_') && !known.includes(name))
		.map((name) => {
			const names = known.filter((each) => each.startsWith('ARTIFACT_'))
			return `${name}: unknown; allowed: ${names.join(', ')}`
		})
	const parsed = Environment.safeParse(present)
	if (!parsed.success)
		problems.push(
			...parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
		)
	const values = parsed.data
	if (values?.ARTIFACT_E2E_MODE && !values.ARTIFACT_ENABLE_TEST_SEED)
		problems.push(
			'ARTIFACT_E2E_MODE: true needs ARTIFACT_ENABLE_TEST_SEED=true; set both or neither',
		)
	if (values?.VERCEL && !values.DATABASE_URL)
		problems.push(
			'DATABASE_URL: required on Vercel, whose file system does not keep the embedded database; allowed: a postgres:// URL',
		)
	if (!values || problems.length > 0)
		throw new EnvironmentError(
			`The environment is not valid:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
		)
	const production = values.NODE_ENV === 'production'
	const closed = values.VERCEL_ENV?.trim().toLowerCase() === 'production'
	return {
		databaseUrl: values.DATABASE_URL ?? null,
		dataDir: values.ARTIFACT_DATA_DIR,
		seeding: {
			mounted: !closed,
			enabled: !closed && values.ARTIFACT_ENABLE_TEST_SEED,
			token: values.ARTIFACT_TEST_SEED_TOKEN ?? null,
			productionBuild: production,
		},
		e2eMode: !closed && values.ARTIFACT_E2E_MODE,
		flagSet: values.ARTIFACT_ENABLE_TEST_SEED,
		// An embedded database is one person's: a page of another site must not reach it under a name of its own.
		hosts: values.ARTIFACT_HOSTS ?? (values.DATABASE_URL ? null : []),
		production,
		stopsBetweenRequests: values.VERCEL !== undefined,
		commit: values.VERCEL_GIT_COMMIT_SHA ?? values.BUILD_COMMIT ?? null,
	}
}

let cached: Env | undefined

/** The configuration of this process, read once. */
export function env(): Env {
	// A build replaces `process.env.BUILD_COMMIT` by its value, so that the name has to stand here.
	cached ??= parseEnv({ ...process.env, BUILD_COMMIT: process.env.BUILD_COMMIT })
	return cached
}
