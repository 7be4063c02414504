import path from 'node:path'
import { expect, it } from 'vitest'
import { outputFolder } from './run'

it('no run keeps its files in the folder of another run, which the other run empties', () => {
	const runs = ['local', 'named', 'local-1'].flatMap((run) =>
		[0, 1, 2].map((shard) => outputFolder({ run, shard })),
	)
	for (const one of runs)
		for (const other of runs) if (one !== other) expect(path.relative(one, other)).toMatch(/^\.\./)
	expect(new Set(runs).size).toBe(runs.length)
})
