import { rmSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { tsImport } from 'tsx/esm/api'
import type { RequestContext } from '../../src/server/request-context'
import { createCaller } from '../../src/server/routers/app'
import { makeMutant } from '../mutation/mutant'
import { measureInterleaved } from './measure'
import { gateNames } from './names'
import { contextOf, openInProcess, requestOf } from './running'
import type { Section, Setting } from './section'

/** What the guard costs where the test helpers are off. */
export const gate: Section = {
	name: 'gate',
	databases: ['postgresql', 'embedded'],
	async run(setting) {
		const open = contextOf(await openInProcess(setting, await setting.newDatabase()))
		setting.say('copying the checkout without the guard')
		const createUnguarded = await unguardedCaller(setting)
		const { project_id: projectId } = await createCaller(open).testHelpers.seed(requestOf(0))
		await checkGuards(createUnguarded, open, projectId)

		const { seeding } = open.env
		const env = { ...open.env, e2eMode: false, seeding: { ...seeding, enabled: false } }
		const list = (name: string, create: typeof createCaller) => {
			const caller = create({ ...open, env })
			return { name, run: () => caller.fact.list({ projectId }) }
		}
		setting.say('fact.list in turns')
		const measures = await measureInterleaved(
			[
				list(gateNames.closed, createCaller),
				list(gateNames.closedAgain, createCaller),
				list(gateNames.noGuard, createUnguarded),
			],
			{ blocks: setting.quick ? 20 : 400, warmUp: 10 },
		)
		return { note, measures }
	},
}

const note =
	'`fact.list` in process, with the test helpers off, against a copy of the checkout whose guard lets everything pass. The ratio of the first two, which are the same, says how exact the other ratio is.'

/** The procedures of a copy of this checkout without the guard. */
async function unguardedCaller({ atEnd }: Setting): Promise<typeof createCaller> {
	const mutant = makeMutant([
		{
			file: 'src/isolation/guard.ts',
			find: 'if (found && mayPass(caller, ownerLeaseId)) {',
			replace: 'if (found) {',
		},
	])
	atEnd(async () => rmSync(mutant, { recursive: true, force: true }))
	const router = pathToFileURL(path.resolve(mutant, 'src/server/routers/app.ts')).href
	// By this checkout's configuration the copy's `@/` would lead back to this checkout and its guard.
	const tsconfig = path.resolve(mutant, 'tsconfig.json')
	const loaded = await tsImport(router, { parentURL: import.meta.url, tsconfig })
	return loaded.createCaller
}

/** Throws where the copy has a guard after all, or the checkout has none. */
async function checkGuards(
	createUnguarded: typeof createCaller,
	open: RequestContext,
	projectId: string,
): Promise<void> {
	const isRefused = async (create: typeof createCaller) => {
		try {
			await create(open).fact.list({ projectId })
			return false
		} catch {
			return true
		}
	}
	if (!(await isRefused(createCaller)) || (await isRefused(createUnguarded)))
		throw new Error(
			'In E2E mode the checkout has to refuse a call without a lease, and the copy to answer it.',
		)
}
