import { spawn, spawnSync } from 'node:child_process'
import { chownSync, mkdtempSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { endedAfterTests } from './running'

export type User = { uid: number; gid: number }

/** The user for PostgreSQL and PgBouncer, which refuse to run as root. Undefined where this process is not root. */
export function unprivileged(): User | undefined {
	if (process.getuid?.() !== 0) return undefined
	const idOf = (flag: string) => {
		const { status, stdout } = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' })
		return status === 0 ? Number(stdout) : 65_534
	}
	return { uid: idOf('-u'), gid: idOf('-g') }
}

/** Makes a temporary folder, which `user` owns. */
export function scratchFolder(name: string, user?: User): string {
	const folder = mkdtempSync(path.join(tmpdir(), `artifact-${name}-`))
	if (user) chownSync(folder, user.uid, user.gid)
	return folder
}

export function freePort(): Promise<number> {
	const server = createServer()
	return new Promise((resolve) =>
		server.listen(0, '127.0.0.1', () => {
			const { port } = server.address() as { port: number }
			server.close(() => resolve(port))
		}),
	)
}

/** Starts a program in the foreground and waits until it listens on `port`. Returns a function that ends it. */
export async function startProgram(
	program: string,
	{ args, port, user }: { args: string[]; port: number; user?: User },
): Promise<() => Promise<void>> {
	const child = spawn(program, args, { ...user, stdio: ['ignore', 'pipe', 'pipe'] })
	let output = ''
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (chunk: Buffer) => {
			output += chunk
		})
	const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
	await listens(port, () => {
		if (child.exitCode !== null) throw new Error(`${program} ended: ${output}`)
	})
	return endedAfterTests(async () => {
		child.kill('SIGKILL')
		await exited
	})
}

async function listens(port: number, check: () => void): Promise<void> {
	for (let attempt = 0; attempt < 100; attempt++) {
		check()
		const open = await new Promise<boolean>((resolve) => {
			const socket = connect(port, '127.0.0.1')
			socket.once('connect', () => resolve(true))
			socket.once('error', () => resolve(false))
			socket.once('close', () => socket.destroy())
			socket.once('connect', () => socket.destroy())
		})
		if (open) return
		await sleep(50)
	}
	throw new Error(`Nothing listens on port ${port}`)
}
