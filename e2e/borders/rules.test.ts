import { describe, expect, it } from 'vitest'
import { readCheckout } from './checkout'
import { importsOf } from './imports'
import { crossings, deadFiles, findCircle, rooms } from './rules'

/** Two source files: `from` imports `to`. */
function sourcesWith(
	from: string,
	to: string,
	statement = 'import { x } from',
): Map<string, string> {
	const specifier =
		to.startsWith('src/') && from.startsWith('src/') ? `@/${to.slice(4)}` : up(from, to)
	return new Map([
		[to, 'export const x = 1'],
		[from, `${statement} '${specifier.replace(/\.ts$/, '')}'`],
	])
}
const up = (from: string, to: string) => '../'.repeat(from.split('/').length - 1) + to

const forbidden: [from: string, to: string][] = [
	['src/domain/x.ts', 'src/isolation/gate.ts'],
	['src/isolation/x.ts', 'src/domain/limits.ts'],
	['src/isolation/x.ts', 'src/server/facts/edit-claim.ts'],
	['src/server/errors.ts', 'src/server/db/client.ts'],
	['src/server/log.ts', 'src/server/db/client.ts'],
	['src/server/sql-state.ts', 'src/server/db/client.ts'],
	['src/server/text-input.ts', 'src/server/db/client.ts'],
	['src/server/db/x.ts', 'src/server/facts/edit-claim.ts'],
	['src/server/db/x.ts', 'src/server/process/env.ts'],
	['src/server/process/x.ts', 'src/server/routers/app.ts'],
	['src/server/request-context.ts', 'src/server/ladder.ts'],
	['src/server/seed/x.ts', 'src/server/facts/edit-claim.ts'],
	['src/server/seed/x.ts', 'src/server/request-context.ts'],
	['src/server/ladder.ts', 'src/server/facts/edit-claim.ts'],
	['src/server/facts/x.ts', 'src/server/routers/fact.ts'],
	['src/server/outputs/x.ts', 'src/server/ladder.ts'],
	['src/server/projects/x.ts', 'src/server/http/rest.ts'],
	['src/server/sources/x.ts', 'src/server/process/env.ts'],
	['src/server/workspaces/x.ts', 'src/testing/caller.ts'],
	['src/server/routers/x.ts', 'src/server/http/rest.ts'],
	['src/server/http/x.ts', 'src/components/ui/button.ts'],
	['src/client/x.ts', 'src/server/routers/app.ts'],
	['src/components/ui/x.ts', 'src/components/facts/fact-card.ts'],
	['src/components/facts/x.ts', 'src/server/db/schema.ts'],
	['src/pages/api/x.ts', 'src/components/ui/button.ts'],
	['src/pages/x.ts', 'src/server/db/schema.ts'],
	['src/instrumentation.ts', 'src/server/db/open.ts'],
	['src/testing/x.ts', 'src/components/ui/button.ts'],
	['e2e/isolation/x.ts', 'e2e/harness/client.ts'],
	['e2e/report/x.ts', 'src/domain/limits.ts'],
	['e2e/bench/x.ts', 'playwright.config.ts'],
	['e2e/stress/x.ts', 'src/server/seed/scenario.ts'],
	['e2e/x.ts', 'src/server/db/open.ts'],
]

describe('a border', () => {
	it.each(forbidden)('is kept: %s may not import %s', (from, to) => {
		expect(crossings(importsOf(sourcesWith(from, to)))).toEqual([{ from, to, isType: false }])
	})

	it('is tested above for every room', () => {
		const tested = forbidden.map(([from]) => rooms.findIndex(({ at }) => from.startsWith(at)))
		expect([...new Set(tested)].sort((one, other) => one - other)).toEqual(rooms.map((_, at) => at))
	})

	it.each([
		['src/client/x.ts', 'src/server/routers/app.ts'],
		['src/components/facts/x.ts', 'src/server/db/schema.ts'],
		['e2e/x.ts', 'src/server/db/open.ts'],
		['src/server/facts/x.ts', 'src/server/ladder.ts'],
	])('lets imports of types pass from %s to %s, and no other imports', (from, to) => {
		const crossingsOf = (statement: string) =>
			crossings(importsOf(sourcesWith(from, to, statement)))
		expect(crossingsOf('import type { x } from')).toEqual([])
		expect(crossingsOf('export type { x } from')).toEqual([])
		for (const statement of ['import { type x } from', 'export * from', 'import'])
			expect(crossingsOf(statement)).toHaveLength(1)
	})

	it.each(['@/server/db/open.js', '@/server/db', './gone'])(
		'is not passed by an import that names no file as the rules know it: %s',
		(specifier) => {
			const sources = new Map([
				['src/server/db/open.ts', ''],
				['src/components/x.ts', `import { x } from '${specifier}'`],
			])
			expect(() => importsOf(sources)).toThrow(`imports ${specifier}`)
		},
	)

	it('is crossed by a dynamic import too', () => {
		const sources = new Map([
			['src/server/db/open.ts', ''],
			['e2e/x.ts', "export const x = () => import('../src/server/db/open')"],
		])
		expect(crossings(importsOf(sources))).toHaveLength(1)
	})
})

describe('the checkout', () => {
	const { sources, texts } = readCheckout()

	it('has no circle of imports, and a circle of types would be found', () => {
		expect(findCircle(importsOf(sources))).toBeNull()
		const circle = new Map([
			['src/a.ts', "import './b'"],
			['src/b.ts', "import type { x } from './c'"],
			['src/c.ts', "import './b'"],
		])
		expect(findCircle(importsOf(circle))).toEqual(['src/b.ts', 'src/c.ts', 'src/b.ts'])
	})

	it('keeps its borders and has no dead file, and a dead file would be found', () => {
		expect(crossings(importsOf(sources))).toEqual([])
		expect(deadFiles(sources, texts)).toEqual([])
		// The path is put together here, so that no text names the file, not even this one.
		const forgotten = ['src', 'server', 'facts', 'forgotten.ts'].join('/')
		const itsTest = "import { x } from './forgotten'"
		const more = [
			[forgotten, ''],
			['src/server/facts/x.test.ts', itsTest],
		] as const
		// The test imports the file, and a text names another one that begins alike.
		expect(deadFiles(new Map([...sources, ...more]), [...texts, `${forgotten}x`])).toEqual([
			forgotten,
		])
	})
})
