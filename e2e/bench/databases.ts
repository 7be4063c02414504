import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import type { Setting } from './section'

export type OwnDatabases = ReturnType<typeof ownDatabases>

/** Databases with random names on the server at `serverUrl`, all of which `dropAll` drops. */
export function ownDatabases(serverUrl: string) {
	const server = postgres(serverUrl, { max: 1, onnotice: () => {} })
	const names = new Set<string>()
	const urlOf = (name: string) => {
		const url = new URL(serverUrl)
		url.pathname = `/${name}`
		return url.href
	}
	return {
		/** Creates an empty database and returns its address. */
		async create(): Promise<string> {
			const name = `artifact_bench_${randomBytes(6).toString('hex')}`
			names.add(name)
			await server`create database ${server(name)}`
			return urlOf(name)
		},
		async drop(url: string): Promise<void> {
			const name = databaseName(url)
			await server`drop database if exists ${server(name)} with (force)`
			names.delete(name)
		},
		async version(): Promise<string> {
			const [row] = await server<
				{ version: string }[]
			>`select current_setting('server_version') as version`
			return row?.version.split(' ')[0] ?? ''
		},
		/** Drops what is left and closes the connection. */
		async dropAll(): Promise<void> {
			for (const name of names) await this.drop(urlOf(name))
			await server.end({ timeout: 1 })
		},
	}
}

/**
 * One connection, otherwise with the driver's defaults, prepared statements among them. The end of the section closes it,
 * also in the middle of a statement.
 */
export function connect(
	{ atEnd }: Pick<Setting, 'atEnd'>,
	url: string,
	options: { prepare?: boolean } = {},
): postgres.Sql {
	const sql = postgres(url, { ...options, max: 1, onnotice: () => {} })
	atEnd(() => sql.end({ timeout: 1 }))
	return sql
}

export function databaseName(url: string): string {
	return new URL(url).pathname.slice(1)
}
