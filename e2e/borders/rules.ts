import { type Import, importsOf, type Sources } from './imports'

type Room = {
	/** How the paths of the room's files begin. A file belongs to the first room that fits. */
	at: string
	/** What the room's files may import besides each other. */
	may: string[]
	/** What the room's files may import types from, and nothing else. */
	types?: string[]
}

const serverBase = [
	'src/server/errors.ts',
	'src/server/log.ts',
	'src/server/sql-state.ts',
	'src/server/text-input.ts',
]
const nouns = ['facts', 'outputs', 'projects', 'sources', 'workspaces']
const verbs = nouns.map((noun) => `src/server/${noun}/`)

/** The rooms of the house from the ground up. A room that is not listed may import anything. */
export const rooms: Room[] = [
	{ at: 'src/domain/', may: [] },
	{ at: 'src/isolation/', may: [] },
	...serverBase.map((at) => ({ at, may: ['src/domain/', 'src/isolation/', ...serverBase] })),
	{ at: 'src/server/db/', may: ['src/domain/', 'src/isolation/', ...serverBase] },
	{ at: 'src/server/process/', may: ['src/isolation/', 'src/server/db/', ...serverBase] },
	{
		at: 'src/server/request-context.ts',
		may: ['src/isolation/', 'src/server/db/', 'src/server/process/', ...serverBase],
	},
	{
		at: 'src/server/seed/',
		may: ['src/domain/', 'src/isolation/', 'src/server/db/', ...serverBase],
		types: ['src/server/request-context.ts'],
	},
	{
		at: 'src/server/ladder.ts',
		may: ['src/isolation/', 'src/server/db/', 'src/server/seed/'],
		types: ['src/server/request-context.ts'],
	},
	...verbs.map((at) => ({
		at,
		may: [
			'src/domain/',
			'src/isolation/',
			'src/server/db/',
			'src/server/seed/',
			...serverBase,
			...verbs,
		],
		types: ['src/server/ladder.ts', 'src/server/request-context.ts'],
	})),
	{
		at: 'src/server/routers/',
		may: [
			'src/domain/',
			'src/isolation/',
			'src/server/db/',
			'src/server/seed/',
			'src/server/ladder.ts',
			...serverBase,
			...verbs,
		],
	},
	{
		at: 'src/server/http/',
		may: [
			'src/isolation/',
			'src/server/db/',
			'src/server/routers/',
			'src/server/request-context.ts',
			...serverBase,
		],
	},
	{ at: 'src/client/', may: ['src/domain/'], types: ['src/server/routers/'] },
	{ at: 'src/components/ui/', may: ['src/client/'] },
	{ at: 'src/components/', may: ['src/domain/', 'src/client/'], types: ['src/server/'] },
	{ at: 'src/pages/api/', may: ['src/domain/', 'src/server/'] },
	{
		at: 'src/pages/',
		may: ['src/domain/', 'src/client/', 'src/components/'],
		types: ['src/server/'],
	},
	{ at: 'src/instrumentation.ts', may: ['src/server/process/'] },
	{ at: 'src/testing/', may: ['src/domain/', 'src/isolation/', 'src/server/'] },
	{ at: 'e2e/isolation/', may: ['src/isolation/'] },
	{ at: 'e2e/report/', may: [], types: ['e2e/isolation/'] },
	{
		at: 'e2e/bench/',
		may: ['e2e/mutation/', 'e2e/harness/', 'e2e/isolation/', 'e2e/server/', 'src/'],
		types: ['e2e/report/'],
	},
	{
		at: 'e2e/stress/',
		may: [
			'src/isolation/',
			'src/server/seed/worker-identity.ts',
			'e2e/harness/',
			'e2e/isolation/',
			'e2e/server/',
		],
		types: ['src/server/routers/'],
	},
	{
		at: 'e2e/',
		may: [
			'src/domain/',
			'src/isolation/',
			'src/testing/',
			'src/server/seed/seed-request.ts',
			'src/server/seed/worker-identity.ts',
			'playwright.config.ts',
		],
		types: ['src/'],
	},
]

const isTest = (file: string) => /\.test\.tsx?$/.test(file)
const roomOf = (file: string) => rooms.find(({ at }) => file.startsWith(at))

/** Imports that cross a border against the rules. Tests may import anything. */
export function crossings(imports: Import[]): Import[] {
	return imports.filter(({ from, to, isType }) => {
		const room = roomOf(from)
		if (!room || isTest(from)) return false
		const open = [room.at, ...room.may, ...(isType ? (room.types ?? []) : [])]
		return !open.some((at) => to.startsWith(at))
	})
}

/** The files along a circle of imports, imports of types included; null where there is no circle. */
export function findCircle(imports: Import[]): string[] | null {
	const next = new Map<string, Import[]>()
	for (const each of imports) next.set(each.from, [...(next.get(each.from) ?? []), each])
	const done = new Set<string>()
	const follow = (file: string, trail: string[]): string[] | null => {
		const start = trail.indexOf(file)
		if (start >= 0) return [...trail.slice(start), file]
		if (done.has(file)) return null
		for (const { to } of next.get(file) ?? []) {
			const circle = follow(to, [...trail, file])
			if (circle) return circle
		}
		done.add(file)
		return null
	}
	for (const file of next.keys()) {
		const circle = follow(file, [])
		if (circle) return circle
	}
	return null
}

/**
 * Files that no file imports and no text names. A command or a configuration is named by the text that starts it. An
 * import by a test counts only for the tools of tests.
 */
export function deadFiles(sources: Sources, texts: string[]): string[] {
	const used = importsOf(sources).filter(
		({ from, to }) => !isTest(from) || /^(e2e|src\/testing)\//.test(to),
	)
	const imported = new Set(used.map(({ to }) => to))
	const isEntry = (file: string) =>
		/^src\/pages\/|^src\/instrumentation|\.(test|spec)\.tsx?$|(^|\/)[\w.-]+\.config\.ts$|\.d\.ts$/.test(
			file,
		)
	return [...sources.keys()].filter(
		(file) => !imported.has(file) && !isEntry(file) && !texts.some((text) => isNamed(text, file)),
	)
}

/** Whether a text names a file by its path, or by its folder and name. */
function isNamed(text: string, file: string): boolean {
	const name = file.split('/').slice(-2).join('/')
	return text.split(name).some((_, at, parts) => at > 0 && !/^\w/.test(parts[at] ?? ''))
}
