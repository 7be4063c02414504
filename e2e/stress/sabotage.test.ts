import { type SQL, sql } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import trpcHandler from '@/pages/api/trpc/[trpc]'
import { serveRoutes } from '@/testing/http-server'
import { openTestDatabase, rowsIn } from '@/testing/test-database'
import { readArguments } from './arguments'
import { conduct } from './conduct'

vi.stubEnv('ARTIFACT_ENABLE_TEST_SEED', 'true')
vi.stubEnv('ARTIFACT_E2E_MODE', 'true')
// The requests are logged, thousands of them.
vi.spyOn(console, 'log').mockImplementation(() => {})
const database = await openTestDatabase({ poolSize: 6 })
Object.assign(globalThis, { artifactDatabase: Promise.resolve(database) })
const url = await serveRoutes([
	{ prefix: '/api/trpc/', parameter: 'trpc', handler: trpcHandler, single: true },
])

/** Runs the command against a server in this process. Returns its exit code and what it printed. */
async function stress(args: string) {
	const lines: string[] = []
	const progress = { show() {}, say: (line: string) => lines.push(line), end() {} }
	const options = readArguments([...args.split(' '), '--url', url, '--seconds', '60'])
	const code = await conduct(options, progress)
	return { code, text: lines.join('\n') }
}

/** Runs the command while a trigger spoils what the application writes, and takes the trigger away again. */
async function stressWith(trigger: { when: SQL; body: SQL }, args: string) {
	await rowsIn(
		database,
		sql`create function sabotage() returns trigger language plpgsql as ${sql.raw("'")}begin ${trigger.body} end${sql.raw("'")}`,
	)
	await rowsIn(
		database,
		sql`create trigger sabotage ${trigger.when} for each row execute function sabotage()`,
	)
	try {
		return await stress(args)
	} finally {
		await rowsIn(database, sql`drop function sabotage cascade`)
	}
}

const remaining = async () =>
	rowsIn(database, sql`select id::text from projects union select id::text from violations`)

describe('the stress of a sound server', () => {
	it('finds nothing, and leaves nothing behind', async () => {
		const { code, text } = await stress('--workers 2 --rounds 2')
		expect(text).toContain('PASSED: 4 rounds of 2 workers')
		expect(code).toBe(0)
		expect(await remaining()).toEqual([])
	})

	it('finds nothing with faults either, and says that it cannot restart the server', async () => {
		const { code, text } = await stress('--workers 2 --rounds 4 --faults')
		expect(text).toContain('only one that this command starts itself')
		expect(text).toContain('PASSED: 8 rounds of 2 workers')
		expect(text).toMatch(/late requests +\d+ refused as stale, \d+ writes made/)
		expect(code).toBe(0)
		expect(await remaining()).toEqual([])
	})
})

describe('the stress of a server whose database is sabotaged', () => {
	it('finds a change that came from somewhere else as a collision', async () => {
		const { code, text } = await stressWith(
			{
				when: sql`after insert on outputs`,
				body: sql`update projects set title = ''somebody else'' where id = new.project_id; return null;`,
			},
			'--workers 2 --rounds 1',
		)
		expect(text).toMatch(/collision: worker \d, round 0: .*found "somebody else/)
		expect(text).toMatch(/FAILED: 2 collisions/)
		expect(code).toBe(1)
	})

	it('finds a fact that a seed lost now and then as a partial seed', async () => {
		const { code, text } = await stressWith(
			{
				when: sql`before insert on facts`,
				body: sql`if new.position = 7 and random() < 0.5 then return null; end if; return new;`,
			},
			'--workers 2 --rounds 3',
		)
		expect(text).toMatch(/partial seed: worker \d, round \d: /)
		expect(text).toMatch(/FAILED: .*\d+ partial seeds/)
		expect(code).toBe(1)
	})

	it('finds a late write that is in the new seed', async () => {
		// The third round begins among late writes, whose mark the seed's label names.
		const { code, text } = await stressWith(
			{
				when: sql`after insert on leases`,
				body: sql`if new.label like ''%round 2'' then
					update projects set title = ''late '' || new.label where id = new.root_id;
					end if; return null;`,
			},
			'--workers 2 --rounds 3 --faults',
		)
		expect(text).toMatch(/late write that survived: worker \d, round 2: project.rename of “late /)
		expect(text).toMatch(/FAILED: .*2 late writes that survived/)
		expect(code).toBe(1)
	})
})

it('workers that share a project without a lease always collide', async () => {
	for (let nth = 0; nth < 5; nth++) {
		const { code, text } = await stress('--workers 2 --rounds 1 --shared')
		expect(text).toContain('PASSED: collisions in 1 of 1 rounds: found, as it must.')
		expect(code).toBe(0)
	}
	expect(await remaining()).toEqual([])
})

it('a run that has no time left says how far it came, and fails', async () => {
	const options = readArguments(['--workers', '2', '--rounds', '100000', '--seconds', '1'])
	const lines: string[] = []
	const progress = { show() {}, say: (line: string) => lines.push(line), end() {} }
	expect(await conduct({ ...options, url }, progress)).toBe(1)
	expect(lines.join('\n')).toMatch(/FAILED: out of time after 1 s: \d+ of 200000 rounds done/)
	expect(await remaining()).toEqual([])
})
