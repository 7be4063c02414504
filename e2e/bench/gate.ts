import { rmSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { tsImport } from 'tsx/esm/api'
import type { RequestContext } from '../../src/server/request-context'
import type { createCaller } from '../../src/server/routers/app'
import { makeMutant } from '../mutation/mutant'
import { measureInterleaved } from './measure'
import { gateNames } from './names'
import { contextOf, openInProcess, requestOf } from './running'
import type { Section } from './section'

type CreateCaller = typeof createCaller

/** What the guard costs where the test helpers are off. */
export const gate: Section = {
	name: 'gate',
	databases: ['postgresql', 'embedded'],
	async run(setting) {
		const open = contextOf(await openInProcess(setting, await setting.newDatabase()))
		setting.say('copying the checkout without the guard')
		const mutant = makeMutant([guardTakenOut])
		setting.atEnd(async () => rmSync(mutant, { recursive: true, force: true }))
		// Each contender is loaded by itself: compiled code that two of them share would be the warmer one.
		const [guarded, guardedAgain] = [await loadRouter('.'), await loadRouter('.')]
		const unguarded = await loadRouter(mutant)
		const { project_id: projectId } = await guarded(open).testHelpers.seed(requestOf(0))
		await checkGuards({ guarded, unguarded }, open, projectId)

		const { seeding } = open.env
		const env = { ...open.env, e2eMode: false, seeding: { ...seeding, enabled: false } }
		const list = (name: string, create: CreateCaller) => {
			const caller = create({ ...open, env })
			return { name, run: () => caller.fact.list({ projectId }) }
		}
		setting.say('fact.list in turns')
		const measures = await measureInterleaved(
			[
				list(gateNames.closed, guarded),
				list(gateNames.closedAgain, guardedAgain),
				list(gateNames.noGuard, unguarded),
			],
			{ blocks: setting.quick ? 20 : 400, warmUp: setting.quick ? 10 : 40 },
		)
		return { note, measures }
	},
}

const note =
	'`fact.list` in process, with the test helpers off, against a copy of the checkout whose guard lets everything pass. The ratio of the first two, which are the same, says how exact the other ratio is.'

const guardTakenOut = {
	file: 'src/isolation/guard.ts',
	find: 'if (found && mayPass(caller, ownerLeaseId)) {',
	replace: 'if (found) {',
}

/** Loads the procedures of a checkout, apart from what is loaded already. */
async function loadRouter(checkout: string): Promise<CreateCaller> {
	const router = pathToFileURL(path.resolve(checkout, 'src/server/routers/app.ts')).href
	// By this checkout's configuration a copy's `@/` would lead back to this checkout and its guard.
	const tsconfig = path.resolve(checkout, 'tsconfig.json')
	return (await tsImport(router, { parentURL: import.meta.url, tsconfig })).createCaller
}

type Callers = { guarded: CreateCaller; unguarded: CreateCaller }

/** Throws where the copy has a guard after all, or the checkout has none. */
async function checkGuards(
	{ guarded, unguarded }: Callers,
	open: RequestContext,
	projectId: string,
): Promise<void> {
	const isRefused = async (create: CreateCaller) => {
		try {
			await create(open).fact.list({ projectId })
			return false
		} catch {
			return true
		}
	}
	if (!(await isRefused(guarded)) || (await isRefused(unguarded)))
		throw new Error(
			'In E2E mode the checkout has to refuse a call without a lease, and the copy to answer it.',
		)
}
