import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'

it('the migrations make the tables that the code has, so that `npm run db:generate` has nothing to write', () => {
	const { stdout, stderr } = spawnSync(
		process.execPath,
		['node_modules/drizzle-kit/bin.cjs', 'generate', '--name', 'unwritten'],
		{ encoding: 'utf8', env: { ...process.env, DATABASE_URL: '' } },
	)
	expect(`${stdout}${stderr}`).toContain('No schema changes')
})
