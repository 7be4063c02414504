import { type ChildProcess, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { suiteToken } from '../harness/suite-token'

/** Settings with which a server can be tested. Empty values keep `.env` files of the developer out. */
export const testableServer = {
	ARTIFACT_ENABLE_TEST_SEED: 'true',
	ARTIFACT_E2E_MODE: 'true',
	ARTIFACT_TEST_SEED_TOKEN: suiteToken(),
	DATABASE_URL: process.env.DATABASE_URL ?? '',
}

/** What makes a server production's. It marks the database that it opens as such, so that never is one of the environment. */
export const vercelProduction = { VERCEL_ENV: 'production', DATABASE_URL: '' }

export type Application = {
	port: number
	process: ChildProcess
	/** Ends the server and waits for its exit; returns the exit code. */
	stop(signal?: NodeJS.Signals): Promise<number | null>
	/** Everything that it printed so far. */
	output(): string
}

type Options = {
	env: Record<string, string>
	cwd?: string
	echo?: boolean
	/** The address it listens on: by default the loopback interface, which no other machine reaches. */
	hostname?: string
	/** By default any that is free. */
	port?: number
}

/** Starts the production build of `cwd`, with the Next that is found from there. Rejects with the output where the server ends before it is ready. */
export function startApplication({
	env,
	cwd,
	echo = false,
	hostname = '127.0.0.1',
	port: wanted = 0,
}: Options): Promise<Application> {
	const next = createRequire(path.resolve(cwd ?? '.', 'package.json')).resolve('next/dist/bin/next')
	const child = spawn(process.execPath, [next, 'start', '-p', String(wanted), '-H', hostname], {
		cwd,
		env: { ...process.env, NODE_ENV: 'production', ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
	})
	const lines: string[] = []
	// A test that fails or runs out of time may not get to `stop`.
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
