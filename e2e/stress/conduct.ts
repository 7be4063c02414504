import { randomBytes } from 'node:crypto'
import { workerIdentity } from '../../src/server/seed/worker-identity'
import { preflight } from '../harness/preflight'
import type { Options } from './arguments'
import { clientOf, type Target } from './client'
import { connectionsTo } from './connections'
import { createFindings } from './findings'
import { stressIsolated } from './isolated'
import { createMeasurements } from './measurements'
import type { OwnServer } from './own-server'
import type { Progress } from './progress'
import { countLines, type Result, tableLines, verdictOf } from './report'
import { restartsDuring } from './restarts'
import { foreignServer, type Run } from './run'
import { stressShared } from './shared'

/** Runs the stress, prints its report and cleans up after it. Returns the exit code. */
export async function conduct(options: Options, progress: Progress): Promise<number> {
	const interrupt = watchInterrupts()
	// The module makes up a token for the server that it starts. A server that runs already has its own.
	const own = options.url ? null : await (await import('./own-server')).startOwnServer()
	const target: Target = {
		url: own?.url ?? options.url ?? '',
		agent: connectionsTo(own?.url ?? options.url ?? ''),
		measurements: createMeasurements(),
	}
	try {
		const { database } = await preflight(target.url)
		const run = createRun(options, { target, own, interrupt })
		progress.say(
			`Run ${run.name}: ${options.workers} workers, ${options.rounds} rounds on ${database.kind} ${database.version} at ${target.url}`,
		)
		try {
			const result = await play(run, { target, own, interrupt, progress })
			for (const line of [
				...['', ...tableLines(target.measurements)],
				...['', ...run.findings.lines(), ...countLines(result)],
			])
				progress.say(line)
			const { passed, line } = verdictOf(result)
			progress.say(line)
			return passed ? 0 : 1
		} finally {
			await reviveAfter(interrupt, own)
			await cleanUp(run, target)
		}
	} finally {
		interrupt.forget()
		target.agent.destroy()
		await own?.end()
	}
}

type Interrupt = ReturnType<typeof watchInterrupts>

/** How long further interrupts are taken for the first one: npm hands on to its command what the terminal sent to both. */
const sameInterruptMs = 2_000

/** Notes an interrupt, so that the run can clean up. One that comes later ends the process at once. */
function watchInterrupts() {
	let first: { signal: string; at: number } | null = null
	const note = (signal: string) => {
		first ??= { signal, at: performance.now() }
		if (performance.now() - first.at > sameInterruptMs) process.exit(130)
	}
	const signals = ['SIGINT', 'SIGTERM'] as const
	for (const each of signals) process.on(each, note)
	return {
		received: () => first?.signal ?? null,
		forget() {
			for (const each of signals) process.off(each, note)
		},
	}
}

function createRun(
	options: Options,
	{ target, own, interrupt }: { target: Target; own: OwnServer | null; interrupt: Interrupt },
): Run {
	const endsAt = performance.now() + options.seconds * 1_000
	return {
		name: `stress-${randomBytes(4).toString('hex')}`,
		options,
		findings: createFindings(),
		server: own ?? foreignServer,
		late: { made: 0, refused: 0, unseen: 0 },
		client: (as, lease, cut) => clientOf(target, { as, lease, cut }),
		ending: () =>
			(interrupt.received() && `interrupted by ${interrupt.received()}`) ??
			own?.failure() ??
			(performance.now() > endsAt ? `out of time after ${options.seconds} s` : null),
	}
}

type Playing = {
	target: Target
	own: OwnServer | null
	interrupt: Interrupt
	progress: Progress
}

async function play(run: Run, { target, own, interrupt, progress }: Playing): Promise<Result> {
	const { options, findings, late } = run
	const { workers, rounds, shared, faults } = options
	if (faults && !own)
		progress.say(
			'The server is not restarted: only one that this command starts itself can be; leave --url out for that. All other faults take place.',
		)
	const of = shared ? rounds : rounds * workers
	let done = 0
	const restarts = restartsDuring(of, { own: faults ? own : null, target, progress })
	const onRound = () => {
		done += 1
		restarts.afterRound(done)
		progress.show(`${done} of ${of} rounds, ${findings.count('collision')} collisions`)
	}
	const roundsWithCollisions = shared ? await stressShared(run, onRound) : 0
	if (!shared) await stressIsolated(run, onRound)
	await restarts.ended()
	await reviveAfter(interrupt, own)
	const status = await run.client().testHelpers.status.query({ run: run.name })
	const codes = new Set(status.violations.map(({ code }) => code))
	return {
		...{ options, rounds: { done, of }, roundsWithCollisions, restarts: restarts.count() },
		collisions: findings.count('collision'),
		partialSeeds: findings.count('partial seed'),
		survivors: findings.count('late write that survived'),
		unexpected: findings.count('unexpected answer'),
		late,
		violations: {
			recorded: status.violations_count,
			otherCodes: [...codes].filter((code) => code !== 'STALE_LEASE'),
		},
		ending: done < of ? run.ending() : null,
	}
}

async function reviveAfter(interrupt: Interrupt, own: OwnServer | null): Promise<void> {
	if (own && (interrupt.received() || own.failure())) await own.revive()
}

/** Deletes the run's seeds. The shared project has no lease, so that no run has it. */
async function cleanUp(run: Run, target: Target): Promise<void> {
	const { testHelpers } = clientOf(target)
	await testHelpers.cleanup.mutate({ run: run.name })
	if (run.options.shared) {
		const { project_id } = workerIdentity({ run: run.name, shard: 0, worker: 0 })
		await testHelpers.cleanup.mutate({ project_id })
	}
}
