import { type ChildProcess, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { suiteToken } from '../harness/suite-token'

/** Settings with which a server can be tested. An empty value keeps the developer's `.env` files out. */
export const testableServer = {
	ARTIFACT_ENABLE_TEST_SEED: 'true',
	ARTIFACT_E2E_MODE: 'true',
	ARTIFACT_TEST_SEED_TOKEN: suiteToken(),
	DATABASE_URL: process.env.DATABASE_URL ?? '',
}

/** Settings of a production server. It marks its database as production's, so it never gets the environment's. */
export const vercelProduction = { VERCEL_ENV: 'production', DATABASE_URL: '' }

export type Application = {
	port: number
	process: ChildProcess
	/** Ends the server and waits for its exit; returns the exit code. */
	stop(signal?: NodeJS.Signals): Promise<number | null>
	/** Everything that the server printed so far. */
	output(): string
}

type Options = {
	env: Record<string, string>
	cwd?: string
	echo?: boolean
	/** The address on which the server listens. By default no other machine reaches it. */
	hostname?: string
	/** The port on which the server listens, by default any free one. */
	port?: number
}

/** Starts the build in `cwd` with that folder's Next. Rejects with the output where the server ends before it is up. */
export function startApplication({
	env,
	cwd,
	echo = false,
	hostname = '127.0.0.1',
	port: wanted = 0,
}: Options): Promise<Application> {
	const next = createRequire(path.resolve(cwd ?? '.', 'package.json')).resolve('next/dist/bin/next')
	// Node closes idle connections after five seconds: a client that is slow could send a request into one.
	const options = ['-p', String(wanted), '-H', hostname, '--keepAliveTimeout', '65000']
	const child = spawn(process.execPath, [next, 'start', ...options], {
		cwd,
		env: { ...process.env, NODE_ENV: 'production', ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
	})
	const lines: string[] = []
	// A test that fails or runs out of time may never call `stop`.
	const endWithCaller = () => child.kill()
	process.once('exit', endWithCaller)
	const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
	exited.then(() => process.off('exit', endWithCaller))
	return new Promise((resolve, reject) => {
		let port: number | undefined
		let ready = false
		const onLine = (line: string) => {
			lines.push(line)
			if (echo) console.log(line)
			port ??= Number(/Local: +http:\/\/\S+:(\d+)/.exec(line)?.[1]) || undefined
			ready ||= line.startsWith('Artifact is ready')
			if (port && ready)
				resolve({
					port,
					process: child,
					output: () => lines.join('\n'),
					stop: (signal = 'SIGTERM') => {
						child.kill(signal)
						return exited
					},
				})
		}
		createInterface({ input: child.stdout }).on('line', onLine)
		createInterface({ input: child.stderr }).on('line', onLine)
		exited.then((code) =>
			reject(new Error(`The server ended with code ${code}:\n${lines.join('\n')}`)),
		)
	})
}
