import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { type Caller, callerOf, gateClosed, refusalOf } from '@/testing/caller'
import { changesOf } from '@/testing/changes-of'
import { heldOpen, someoneWaitsForALock } from '@/testing/held-open'
import { openTestDatabase, rowsIn, testServerUrl } from '@/testing/test-database'

type Place = {
	workspaceId: string
	projectId: string
	sourceId: string
	/** The `gone…` rows are deleted, so that they can be restored. */
	goneFactId: string
	goneSourceId: string
	/** A source with the text of `goneSourceId`. */
	goneTwinId: string
	goneProjectId: string
}
type Write = (caller: Caller, place: Place) => Promise<unknown>

const text = 'The text of a source that is gone'
const removeSource: Write = (c, place) => c.source.remove(place)
const addFact: Write = (c, place) => c.fact.add({ ...place, claim: 'New' })
const restoreFact: Write = (c, { projectId, goneFactId }) =>
	c.fact.change({ projectId, changes: changesOf(goneFactId, { removed: false }) })
const restoreSource: Write = (c, { projectId, goneSourceId }) =>
	c.source.restore({ projectId, sourceId: goneSourceId })
const restoreTwin: Write = (c, { projectId, goneTwinId }) =>
	c.source.restore({ projectId, sourceId: goneTwinId })
const addSource: Write = (c, { projectId }) => c.source.add({ projectId, title: 'Again', text })
const removeWorkspace: Write = (c, { workspaceId }) => c.workspace.remove({ workspaceId })
const createProject: Write = (c, { workspaceId }) => c.project.create({ workspaceId, title: 'New' })
const restoreProject: Write = (c, { goneProjectId }) =>
	c.project.restore({ projectId: goneProjectId })

/** The second call comes before the commit of the first; `answer` is the result of the second. */
const races: [name: string, first: Write, second: Write, answer: string][] = [
	['a fact is added to a source that goes', removeSource, addFact, 'NOT_FOUND'],
	['a source goes to which a fact is added', addFact, removeSource, 'ok'],
	['a fact comes back to a source that goes', removeSource, restoreFact, 'CONFLICT'],
	['a source goes to which a fact comes back', restoreFact, removeSource, 'ok'],
	['a text is added that comes back', restoreSource, addSource, 'ok'],
	['a text comes back that is added', addSource, restoreSource, 'CONFLICT'],
	['a text comes back that comes back', restoreSource, restoreTwin, 'CONFLICT'],
	['a project is made in a workspace that goes', removeWorkspace, createProject, 'NOT_FOUND'],
	['a workspace goes in which a project is made', createProject, removeWorkspace, 'ok'],
	['a project comes back to a workspace that goes', removeWorkspace, restoreProject, 'CONFLICT'],
	['a workspace goes to which a project comes back', restoreProject, removeWorkspace, 'ok'],
]

// The embedded database has one connection, so that two transactions are never open at once.
describe.runIf(testServerUrl)('nothing is left without what it belongs to', async () => {
	const database = await openTestDatabase({ poolSize: 4 })
	const person = callerOf(database, gateClosed)

	async function newPlace(): Promise<Place> {
		const workspaceId = (await person.workspace.create({ name: 'Mine' })).id
		const projectIn = async () => (await person.project.create({ workspaceId, title: 'Mine' })).id
		const [projectId, goneProjectId] = [await projectIn(), await projectIn()]
		await person.project.remove({ projectId: goneProjectId })
		const sourceWith = async (ofText: string) =>
			(await person.source.add({ projectId, title: 'Mine', text: ofText })).id
		const [sourceId, goneSourceId] = [await sourceWith('Another text'), await sourceWith(text)]
		await person.source.remove({ projectId, sourceId: goneSourceId })
		const goneTwinId = await sourceWith(text)
		await person.source.remove({ projectId, sourceId: goneTwinId })
		const added = await person.fact.add({ projectId, sourceId, claim: 'Mine' })
		const goneFactId = added.id
		await person.fact.change({ projectId, changes: changesOf(goneFactId, { removed: true }) })
		return {
			...{ workspaceId, projectId, sourceId },
			...{ goneFactId, goneSourceId, goneTwinId, goneProjectId },
		}
	}

	it.each(races)('%s', async (_, first, second, answer) => {
		const place = await newPlace()
		const held = heldOpen(database, 'commit', 1)
		const going = first(callerOf(held.database, gateClosed), place)
		await held.reached
		const waiting = second(person, place)
		const outcome = waiting.then(
			() => 'ok',
			() => refusalOf(waiting).then(({ code }) => code),
		)
		await someoneWaitsForALock(database)
		held.release()
		await going
		expect(await outcome).toBe(answer)
		const astray = await rowsIn(
			database,
			sql`select f.id from facts f join sources s on s.id = f.source_id
					where f.deleted_at is null and s.deleted_at is not null
				union all select p.id from projects p join workspaces w on w.id = p.workspace_id
					where p.deleted_at is null and w.deleted_at is not null`,
		)
		expect(astray).toEqual([])
		const twins = await rowsIn(
			database,
			sql`select text_sha256 from sources where deleted_at is null
				group by project_id, text_sha256 having count(*) > 1`,
		)
		expect(twins).toEqual([])
	})
})
