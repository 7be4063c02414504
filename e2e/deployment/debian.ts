import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'

const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/usr/local/sbin']

function programOf(name: string): string | undefined {
	return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file))
}

/** The folder of Debian's newest PostgreSQL, whose `initdb` and `pg_ctl` are not on the path; else that of `initdb`. */
function postgresFolder(): string | undefined {
	const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : []
	const [newest] = versions.sort((one, other) => Number(other) - Number(one))
	const onPath = programOf('initdb')
	return newest ? `/usr/lib/postgresql/${newest}/bin` : onPath && path.dirname(onPath)
}

/** The programs that the tests of a deployment run, where they are installed. */
export const programs = {
	pgbouncer: programOf('pgbouncer'),
	nginx: programOf('nginx'),
	postgres: postgresFolder(),
}

/** Debian's packages of the programs that are not installed. */
export function missingPackages(): string[] {
	return [
		...(programOf('pgbouncer') ? [] : ['pgbouncer']),
		...(programOf('nginx') ? [] : ['nginx-light']),
		...(postgresFolder() ? [] : ['postgresql']),
	]
}
