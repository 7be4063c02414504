import path from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { baseUrl, outputFolder } from './run'

afterEach(() => vi.unstubAllEnvs())

it('no run keeps its files in the folder of another run, which the other run empties', () => {
	const runs = ['local', 'named', 'local-1'].flatMap((run) =>
		[0, 1, 2].map((shard) => outputFolder({ run, shard })),
	)
	for (const one of runs)
		for (const other of runs) if (one !== other) expect(path.relative(one, other)).toMatch(/^\.\./)
	expect(new Set(runs).size).toBe(runs.length)
})

it('without a server the error says how to get one', () => {
	vi.stubEnv('BASE_URL', '')
	vi.stubEnv('E2E_PORT', undefined)
	expect(baseUrl).toThrow(/no server to test.* npx playwright test.* BASE_URL=/)
	vi.stubEnv('E2E_PORT', '4000')
	expect(baseUrl()).toBe('http://127.0.0.1:4000')
})
