import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { authorization } from '../harness/suite-token'
import { type Application, startApplication, testableServer } from '../server/application'
import { endedAfterTests } from './running'

export type Server = Application & {
	/** Calls a procedure of the REST alias or of tRPC by its path below `/api`. */
	call(path: string, options?: CallOptions): Promise<Answer>
	seed(request?: object): Promise<Answer>
	health(): Promise<Answer>
}

type CallOptions = { body?: object; headers?: Record<string, string> }

export type Answer = {
	/** 0: no answer at all. */
	status: number
	body: unknown
	retryAfter: string | null
	durationMs: number
	/** In the time of `performance.now()`. */
	startedAt: number
}

/** Starts the production build on the database at `url`, with the settings that tests need. */
export async function startServer(url: string, env: Record<string, string> = {}): Promise<Server> {
	const dataDir = mkdtempSync(path.join(tmpdir(), 'artifact-'))
	const application = await startApplication({
		env: { ...testableServer, DATABASE_URL: url, ARTIFACT_DATA_DIR: dataDir, ...env },
	})
	const call = (address: string, options: CallOptions = {}) =>
		ask(`http://127.0.0.1:${application.port}/api/${address}`, options)
	const stop = endedAfterTests(async () => {
		const code = await application.stop()
		rmSync(dataDir, { recursive: true, force: true })
		return code
	})
	return {
		...application,
		call,
		seed: (request = { project_id: randomUUID() }) => call('v1/test/seed', { body: request }),
		health: () => call('v1/health'),
		stop,
	}
}

async function ask(url: string, { body, headers }: CallOptions): Promise<Answer> {
	const startedAt = performance.now()
	const answered = (status: number, parsed: unknown, retryAfter: string | null): Answer => ({
		...{ status, body: parsed, retryAfter, startedAt },
		durationMs: performance.now() - startedAt,
	})
	try {
		const response = await fetch(url, {
			method: body ? 'POST' : 'GET',
			headers: { ...authorization(), 'content-type': 'application/json', ...headers },
			body: body && JSON.stringify(body),
			signal: AbortSignal.timeout(60_000),
		})
		const parsed: unknown = await response.json()
		return answered(response.status, parsed, response.headers.get('retry-after'))
	} catch (error) {
		return answered(0, String(error), null)
	}
}

/** A query of tRPC as a path below `/api`. */
export function query(procedure: string, input: object): string {
	return `trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`
}

/** How often each status was answered. */
export function statuses(answers: Answer[]): Record<number, number> {
	const counts: Record<number, number> = {}
	for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
	return counts
}
