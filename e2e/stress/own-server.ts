import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Application, startApplication, testableServer } from '../server/application'
import { buildIfStale } from '../server/build'
import { isConnectionFailure, type ServerState } from './run'

/** A server that the command started itself. */
export type OwnServer = ServerState & {
	url: string
	/** Ends the server with a signal and starts it again on its port. Returns the milliseconds that it was away. */
	restart(signal: NodeJS.Signals): Promise<number>
	/** Starts the server again, once, where it has ended or is about to: an interrupt from the keyboard reaches it too. */
	revive(): Promise<void>
	/** Ends the server and deletes its embedded database. */
	end(): Promise<void>
	/** How the server ended though nobody ended it; null: it did not. */
	failure(): string | null
}

/**
 * Builds the application where that is due and starts it on a free port: on the database of DATABASE_URL, else on an
 * embedded database in a directory of its own.
 */
export async function startOwnServer(): Promise<OwnServer> {
	await buildIfStale()
	const dataDir = mkdtempSync(path.join(tmpdir(), 'artifact-stress-'))
	let ending = false
	let restarts = 0
	let failure: string | null = null
	const start = async (port?: number): Promise<Application> => {
		const env = { ...testableServer, ARTIFACT_DATA_DIR: dataDir }
		const started = await startApplication({ env, port })
		const restartsThen = restarts
		started.process.once('exit', (code, signal) => {
			if (!ending && restarts === restartsThen)
				failure = `The server ended by itself with ${signal ?? code}:\n${started.output().slice(-2_000)}`
		})
		return started
	}
	let application = await start()
	const { port } = application
	let restarting: Promise<number> | null = null
	const restartNow = async (signal: NodeJS.Signals) => {
		const startedAt = performance.now()
		await application.stop(signal)
		application = await start(port)
		return performance.now() - startedAt
	}
	let revival: Promise<void> | null = null
	const reviveNow = async () => {
		await application.stop()
		application = await start(port)
	}
	return {
		url: `http://127.0.0.1:${port}`,
		disturbance: () => restarts,
		explains: (failure, since) =>
			isConnectionFailure(failure) && (restarting !== null || restarts > since),
		ready: async () => {
			await restarting
		},
		async restart(signal) {
			restarts += 1
			restarting = restartNow(signal)
			const durationMs = await restarting
			restarting = null
			return durationMs
		},
		revive() {
			revival ??= reviveNow()
			return revival
		},
		async end() {
			ending = true
			await application.stop()
			rmSync(dataDir, { recursive: true, force: true })
		},
		failure: () => failure,
	}
}
