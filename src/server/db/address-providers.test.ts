import { describe, expect, it } from 'vitest'
import { parseDatabaseUrl } from './address'

/** As the dashboards of the providers copy them, and as the marketplace of Vercel sets them; only names and passwords are made up. */
const neon = 'neondb_owner:npg_AbC123dEf@ep-cool-darkness-a1b2c3d4'
const supabase = 'abcdefghijklmnopqrst'
const region = 'aws-0-eu-central-1.pooler.supabase.com'

type Copied = [from: string, url: string, connection: object, leftOut: string | null]
const copied: Copied[] = [
	[
		'Neon, pooled, also as DATABASE_URL and POSTGRES_URL of the marketplace',
		`postgresql://${neon}-pooler.us-east-2.aws.neon.tech/neondb?sslmode=require&channel_binding=require`,
		{ host: 'ep-cool-darkness-a1b2c3d4-pooler.us-east-2.aws.neon.tech', database: 'neondb' },
		'channel_binding',
	],
	[
		'Neon, direct, also as DATABASE_URL_UNPOOLED',
		`postgresql://${neon}.us-east-2.aws.neon.tech/neondb?sslmode=require&channel_binding=require`,
		{ host: 'ep-cool-darkness-a1b2c3d4.us-east-2.aws.neon.tech', database: 'neondb' },
		'channel_binding',
	],
	[
		'Neon, as POSTGRES_PRISMA_URL',
		`postgresql://${neon}-pooler.us-east-2.aws.neon.tech/neondb?channel_binding=require&connect_timeout=15&sslmode=require`,
		{ host: 'ep-cool-darkness-a1b2c3d4-pooler.us-east-2.aws.neon.tech', connect_timeout: 15 },
		'channel_binding',
	],
	[
		'Neon, for a client without SNI',
		'postgresql://neondb_owner:endpoint=ep-cool-darkness-a1b2c3d4;npg_AbC123dEf@ep-cool-darkness-a1b2c3d4.us-east-2.aws.neon.tech/neondb?sslmode=require',
		{ pass: 'endpoint=ep-cool-darkness-a1b2c3d4;npg_AbC123dEf' },
		null,
	],
	[
		'Supabase, as POSTGRES_URL of the marketplace',
		`postgres://postgres.${supabase}:AbC123dEf@${region}:6543/postgres?sslmode=require&supa=base-pooler.x`,
		{ user: `postgres.${supabase}`, host: `${region}:6543`, database: 'postgres' },
		'supa',
	],
	[
		'Supabase, as POSTGRES_PRISMA_URL',
		`postgres://postgres.${supabase}:AbC123dEf@${region}:6543/postgres?sslmode=require&pgbouncer=true`,
		{ user: `postgres.${supabase}`, host: `${region}:6543` },
		'pgbouncer',
	],
	[
		'Supabase, as POSTGRES_URL_NON_POOLING',
		`postgres://postgres.${supabase}:AbC123dEf@${region}:5432/postgres?sslmode=require`,
		{ user: `postgres.${supabase}`, host: `${region}:5432` },
		null,
	],
]

/** Of the dashboard of Supabase, which leaves the password to whoever copies them. */
const withoutPassword = [
	`postgresql://postgres:[YOUR-PASSWORD]@db.${supabase}.supabase.co:5432/postgres`,
	`postgresql://postgres.${supabase}:[YOUR-PASSWORD]@${region}:6543/postgres`,
	`postgresql://postgres.${supabase}:[YOUR-PASSWORD]@${region}:5432/postgres`,
	`postgresql://postgres.${supabase}:[YOUR-PASSWORD]@${region}:6543/postgres?pgbouncer=true`,
	`postgresql://postgres:[YOUR-PASSWORD]@db.${supabase}.supabase.co:6543/postgres`,
]

describe('an address as it is copied', () => {
	it.each(copied)('from %s is read whole, and encrypted', (_, url, connection, leftOut) => {
		const address = parseDatabaseUrl(url)
		expect(address.connection).toMatchObject(connection)
		expect(address.connection.ssl).toMatchObject({ rejectUnauthorized: false })
		expect(address.notice?.split(': ').at(-1) ?? null).toBe(leftOut)
		expect(address).toMatchObject({ schema: null, poolSize: null })
	})

	it.each(withoutPassword)('%s is read once the password is in its place', (url) => {
		const { connection } = parseDatabaseUrl(url.replace('[YOUR-PASSWORD]', 'p@ss/w#rd'))
		expect(connection).toMatchObject({ pass: 'p@ss/w#rd', database: 'postgres' })
		expect(`${connection.user}@${connection.host}`).toBe(
			url.replace(/^.*\/\/(.*):\[YOUR-PASSWORD\](@[^/]*).*$/, '$1$2'),
		)
	})

	it.each([
		...withoutPassword.map((url) => [url, '[YOUR-PASSWORD]']),
		['postgresql://u:%5BYOUR-PASSWORD%5D@h/d', '[YOUR-PASSWORD]'],
		['postgresql://u:<your_password>@h/d', '<your_password>'],
		['postgresql://u@h/d?password=[YOUR-PASSWORD]', '[YOUR-PASSWORD]'],
		[`postgresql://${neon.replace(/:.*@/, ':****************@')}/d`, '****************'],
	])('%s is refused by the name of its placeholder', (url, placeholder) => {
		expect(() => parseDatabaseUrl(url)).toThrow(
			`DATABASE_URL: ${placeholder} stands where the password of the database belongs; write the password there`,
		)
	})
})
