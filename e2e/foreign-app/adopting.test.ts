import { spawnSync } from 'node:child_process'
import {
	cpSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs'
import { isBuiltin } from 'node:module'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const folder = import.meta.dirname
const guide = readFileSync('ADOPTING.md', 'utf8')
const suite = path.join(folder, '../foreign-suite')
const textOf = (name: string) =>
	readFileSync(path.join(name === 'fixtures.ts' ? suite : folder, name), 'utf8')
const blocks = [...guide.matchAll(/```ts title="(.+?)"\n(.*?)```/gs)].map(
	([, name = '', text = '']) => ({
		name,
		text,
	}),
)
const sources = ['fixtures.ts', ...readdirSync(folder)].filter((name) =>
	/(?<!\.test|\.spec)\.ts$/.test(name),
)

describe('the guide to adopting', () => {
	it('shows nothing that is not in the foreign application', () => {
		expect(blocks.length).toBeGreaterThan(10)
		for (const { name, text } of blocks) expect(textOf(name), name).toContain(text)
	})

	it('shows every line that isolation needs there', () => {
		const shown = blocks.map(({ text }) => text).join('')
		const needed = sources.flatMap((name) =>
			textOf(name)
				.split('\n')
				.filter((line) => line.endsWith('// isolation')),
		)
		expect(needed.length).toBeGreaterThan(15)
		for (const line of needed) expect(shown).toContain(line.trim())
	})

	it('links to files that are there', () => {
		const links = [...guide.matchAll(/\]\(([^)#]+)/g)].map(([, link = '']) => link)
		expect(links.length).toBeGreaterThan(5)
		for (const link of links) expect(() => readdirOrRead(link), link).not.toThrow()
	})
})

function readdirOrRead(link: string): void {
	try {
		readFileSync(link)
	} catch {
		readdirSync(link)
	}
}

describe('isolation, copied out of the checkout as the guide says', () => {
	mkdirSync('.e2e', { recursive: true })
	const copy = mkdtempSync('.e2e/adopted-')
	afterAll(() => rmSync(copy, { recursive: true, force: true }))
	const copied = ['src/isolation', 'e2e/isolation'].flatMap((from) =>
		readdirSync(from)
			.filter((name) => !name.endsWith('.test.ts'))
			.map((name) => path.join(from, name)),
	)
	for (const name of copied) cpSync(name, path.join(copy, name))
	const application = ['tables.ts', 'ladder.ts', 'router.ts', 'database.ts', 'server.ts']
	for (const name of [...application, 'fixtures.ts']) {
		const text = textOf(name)
			.replaceAll("'../../src/isolation/", "'./src/isolation/")
			.replaceAll("'../isolation/", "'./e2e/isolation/")
			.replaceAll("'../foreign-app/", "'./")
		writeFileSync(path.join(copy, name), text)
	}

	it('imports itself, Node, and the packages that the guide installs', () => {
		const installed = [...guide.matchAll(/npm install (?:-D )?([^`\n]+)/g)].flatMap(
			([, names = '']) => names.split(' '),
		)
		expect(installed.length).toBeGreaterThan(0)
		const imports = copied.flatMap((name) =>
			[...readFileSync(name, 'utf8').matchAll(/ from '(.+?)'/g)].map(([, from = '']) => ({
				from: from.startsWith('.') ? path.join(path.dirname(name), from) : from,
			})),
		)
		const others = imports.filter(({ from }) => !copied.includes(`${from}.ts`) && !isBuiltin(from))
		for (const { from } of others)
			expect(
				installed.some((name) => from === name || from.startsWith(`${name}/`)),
				from,
			).toBe(true)
	})

	it('has sound types in an application of its own', () => {
		const compilerOptions = {
			...{ target: 'ES2022', lib: ['dom', 'ES2023', 'ES2024.String'], module: 'esnext' },
			...{ moduleResolution: 'bundler', strict: true, skipLibCheck: true, noEmit: true },
			...{ types: ['node'], verbatimModuleSyntax: true },
		}
		writeFileSync(path.join(copy, 'tsconfig.json'), JSON.stringify({ compilerOptions }))
		const tsc = 'node_modules/typescript/bin/tsc'
		const { stdout, status } = spawnSync(process.execPath, [tsc, '-p', copy], { encoding: 'utf8' })
		expect({ stdout, status }).toEqual({ stdout: '', status: 0 })
	})

	it('guards that application', () => {
		writeFileSync(path.join(copy, 'try.ts'), trial)
		const { stdout, stderr } = spawnSync(
			process.execPath,
			['--import', 'tsx', path.join(copy, 'try.ts')],
			{ encoding: 'utf8' },
		)
		expect(stderr).toBe('')
		expect(JSON.parse(stdout)).toEqual([
			'ok',
			'ISOLATION_VIOLATION',
			'LEASE_REQUIRED',
			'STALE_LEASE',
		])
	})
})

/** Two workers seed a board each. The first reads its own, the other's, its own with no lease and with a stale one. */
const trial = `
import { openBoards } from './database'
import { serveBoards } from './server'
const database = await openBoards(null)
const seeding = { mounted: true, enabled: true, token: null, productionBuild: false }
const { origin, server } = await serveBoards({ database, seeding, e2eMode: true })
const ids = ['123e4567-e89b-12d3-a456-426614174000', '123e4567-e89b-12d3-a456-426614174001']
const ask = async (path: string, headers: object, body?: string) =>
	(await fetch(origin + '/trpc/' + path, { headers: { 'content-type': 'application/json', ...headers }, body, method: body ? 'POST' : 'GET' })).json()
const seed = async (worker: number) => {
	const lease = { run: 'adopted', shard: 0, worker }
	return (await ask('tests.seed', {}, JSON.stringify({ board_id: ids[worker], lease }))).result.data.lease_id
}
const list = async (worker: number, lease?: string) => {
	const path = 'card.list?input=' + encodeURIComponent(JSON.stringify({ boardId: ids[worker] }))
	const { error } = await ask(path, lease ? { 'x-seed-lease': lease } : {})
	return error ? error.data.code : 'ok'
}
const lease = await seed(0)
await seed(1)
const answers = [await list(0, lease), await list(1, lease), await list(0)]
await seed(0)
answers.push(await list(0, lease))
console.log(JSON.stringify(answers))
server.close()
await database.close()
process.exit(0)
`
