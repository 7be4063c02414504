import { setTimeout as elapsed } from 'node:timers/promises'
import { factAt, seededSource } from './changes'
import { type Client, type Failure, failureOf } from './client'
import type { Reading } from './reading'

type Ids = { projectId: string; sourceId: string; factId: string }

type LateWrite = {
	send(client: Client, ids: Ids, mark: string): Promise<unknown>
	/** Whether the write is in a reading of the seed that came after it, and that should be as `known`. */
	survives(reading: Reading, known: Reading, mark: string): boolean
}

/** What a test may leave in flight. Each write changes something that every seed sets. */
export const lateWrites: Record<string, LateWrite> = {
	'source.add': {
		send: (c, { projectId }, mark) =>
			c.source.add.mutate({ projectId, title: `${mark} source`, text: `Late text of ${mark}` }),
		survives: ({ sources }, _, mark) => sources.some(({ title }) => title === `${mark} source`),
	},
	'fact.add': {
		send: (c, { projectId, sourceId }, mark) =>
			c.fact.add.mutate({ projectId, sourceId, claim: mark }),
		survives: ({ facts }, _, mark) => facts.some(({ claim }) => claim === mark),
	},
	'fact.change': {
		send: (c, { projectId, factId }) =>
			c.fact.change.mutate({
				projectId,
				changes: [{ factIds: [factId], set: { status: 'needs_review' } }],
			}),
		survives: (reading, known) => factAt(reading, 0).status !== factAt(known, 0).status,
	},
	'project.rename': {
		send: (c, { projectId }, mark) => c.project.rename.mutate({ projectId, title: mark }),
		survives: ({ title }, _, mark) => title === mark,
	},
	'source.rename': {
		send: (c, { projectId, sourceId }, mark) =>
			c.source.rename.mutate({ projectId, sourceId, title: mark }),
		survives: ({ sources }, _, mark) => sources.some(({ title }) => title === mark),
	},
	'output.generate': {
		send: (c, { projectId, factId }) =>
			c.output.generate.mutate({ projectId, mode: 'split', factIds: [factId] }),
		survives: ({ outputs }) => outputs.length > 0,
	},
}

export type LateAnswer = { write: string; answer: 'ok' | Failure }

/** The longest time that a write, or the seed, is held back, so that now one and now the other comes first. */
const spreadMs = 12

/** Sends all late writes, each at its own moment. Resolves once all are answered; never rejects for an answer. */
export function sendLateWrites(
	client: Client,
	{ projectId, known, mark }: { projectId: string; known: Reading; mark: string },
): Promise<LateAnswer[]> {
	const ids = { projectId, sourceId: seededSource(known).id, factId: factAt(known, 0).id }
	return Promise.all(
		Object.entries(lateWrites).map(async ([write, { send }]): Promise<LateAnswer> => {
			await randomPause()
			return send(client, ids, mark).then(
				() => ({ write, answer: 'ok' }),
				(error) => ({ write, answer: failureOf(error) }),
			)
		}),
	)
}

export function randomPause(): Promise<void> {
	return elapsed(Math.random() * spreadMs)
}

/** The names of the late writes that are in the new seed. */
export function survivorsIn(reading: Reading, known: Reading, mark: string): string[] {
	return Object.entries(lateWrites)
		.filter(([, { survives }]) => survives(reading, known, mark))
		.map(([name]) => name)
}

/** Late writes that were neither made before the seed nor refused as stale. */
export function wronglyAnswered(answers: LateAnswer[]): { write: string; answer: Failure }[] {
	return answers.flatMap(({ write, answer }) =>
		answer === 'ok' || isStale(answer) ? [] : [{ write, answer }],
	)
}

export function isStale(failure: Failure): boolean {
	return failure.kind === 'refused' && failure.code === 'STALE_LEASE'
}
