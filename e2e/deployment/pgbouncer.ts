import { chownSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { programs } from './debian'
import { freePort, scratchFolder, startProgram, unprivileged } from './processes'

/** Starts PgBouncer before the database at `url`: in transaction mode, with default settings for everything else. */
export async function startPgBouncer(
	url: string,
	{ poolSize }: { poolSize: number },
): Promise<{ url: string; stop(): Promise<void> }> {
	if (!programs.pgbouncer) throw new Error('There is no PgBouncer on this machine')
	const user = unprivileged()
	const folder = scratchFolder('pgbouncer', user)
	const port = await freePort()
	const { hostname, port: serverPort, pathname } = new URL(url)
	const name = pathname.slice(1)
	const file = path.join(folder, 'pgbouncer.ini')
	writeFileSync(
		file,
		`[databases]
${name} = host=${hostname} port=${serverPort} user=postgres
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
auth_type = any
pool_mode = transaction
default_pool_size = ${poolSize}
unix_socket_dir =
`,
	)
	if (user) chownSync(file, user.uid, user.gid)
	const stop = await startProgram(programs.pgbouncer, { args: [file], port, user })
	return {
		url: `postgres://postgres@127.0.0.1:${port}/${name}`,
		async stop() {
			await stop()
			rmSync(folder, { recursive: true, force: true })
		},
	}
}
