import { TRPCError } from '@trpc/server'
import { type SQL, sql } from 'drizzle-orm'
import { type Database, queryRows, type Tx } from '@/server/db/client'
import { isMarked, refuseMarked } from '@/server/db/production-mark'
import type { CleanupCommand } from '@/server/seed/seed-request'

type Row = { id: string }

/**
 * Deletes one seed, or the seeds of a run, with what their leases made. Returns the number of projects.
 * Throws CONFLICT where `project_id` names what a user made.
 */
export async function cleanup(database: Database, command: CleanupCommand): Promise<number> {
	const { project_id: projectId, run, shard } = command
	const ofRun = sql`run = ${run ?? ''} and (${shard === undefined}::boolean or shard = ${shard ?? 0})`
	const ofLeases = projectId ? sql`project_id = ${projectId}` : ofRun
	const selected = sql`select id from projects where (id = ${projectId ?? null}::uuid
		or seeded and lease_id in (select id from leases where ${ofLeases}) and ${holdsNothingOfUsers})`
	return database.run('seed', async (tx) => {
		await refuseMarked(database, tx)
		// The order of a seed: workspaces first, then projects.
		await lockedIds(tx, sql`${workspacesOf(selected)} order by id for no key update`)
		const lock = sql`${selected} order by id for update`
		await lockedIds(tx, lock)
		if (projectId) await refuseUserProject(tx, projectId)
		if (!projectId) await tx.execute(sql`delete from violations where ${ofRun}`)
		// While the locks were awaited another run may have seeded a project, a user may have added to it, and its
		// lease may have made one more: only what is selected now goes.
		const projects = await lockedIds(tx, lock)
		await deleteSeeds(tx, projects)
		return projects.length
	})
}

/**
 * Deletes the four seeds that expired first by the server's clock, and a hundred old violations; nothing where the
 * database has become production's. It waits for nobody: what another transaction holds is left for the next sweep.
 */
export async function sweepExpired(tx: Tx): Promise<void> {
	if (await isMarked(tx)) return
	const [found] = await queryRows<{ expired: boolean; reports: boolean }>(
		tx,
		sql`select exists (select from projects where expires_at < now()) as expired,
			exists (select from violations where created_at < now() - interval '24 hours') as reports`,
	)
	if (found?.reports)
		await tx.execute(sql`delete from violations where id in (select id from violations
			where created_at < now() - interval '24 hours' limit 100 for update skip locked)`)
	if (!found?.expired) return
	const expired = sql`select id from projects where expires_at < now()
		and ${holdsNothingOfUsers}
		order by expires_at limit 4 for update skip locked`
	await deleteSeeds(tx, await lockedIds(tx, expired))
}

const holdsNothingOfUsers = sql`not exists (select from sources where project_id = projects.id and not sources.seeded)`

async function lockedIds(tx: Tx, query: SQL): Promise<string[]> {
	return (await queryRows<Row>(tx, query)).map(({ id }) => id)
}

function workspacesOf(projectIds: SQL): SQL {
	return sql`select id from workspaces where (seed_project_id in (${projectIds})
		or lease_id in (select id from leases where project_id in (${projectIds})))`
}

/** Deletes projects whose rows are locked, and the workspaces that seeding them made. */
async function deleteSeeds(tx: Tx, projects: string[]): Promise<void> {
	if (projects.length === 0) return
	const ids = sql`select id from projects where id in ${projects}`
	const workspaces = await lockedIds(tx, sql`${workspacesOf(ids)} for update skip locked`)
	await tx.execute(sql`delete from projects where id in ${projects}`)
	await deleteEmptyWorkspaces(tx, workspaces)
}

/**
 * A workspace in which a user has a project stays. Take them `for update skip locked` in a statement before: with
 * the lock held nobody puts a project in meanwhile, and one that is locked is wanted by a waiting seed or by a user.
 */
export async function deleteEmptyWorkspaces(tx: Tx, lockedIds: string[]): Promise<void> {
	if (lockedIds.length === 0) return
	await tx.execute(sql`delete from workspaces where id in ${lockedIds}
		and not exists (select from projects where workspace_id = workspaces.id)`)
}

async function refuseUserProject(tx: Tx, projectId: string): Promise<void> {
	const [project] = await queryRows<{ seeded: boolean; holds_own: boolean }>(
		tx,
		sql`select seeded, exists (select from sources where project_id = projects.id and not sources.seeded) as holds_own
			from projects where id = ${projectId}`,
	)
	if (!project || (project.seeded && !project.holds_own)) return
	throw new TRPCError({
		code: 'CONFLICT',
		message: `project_id: ${projectId} ${project.seeded ? 'holds a source that a user added' : 'is a project that a user made'}. Nothing was deleted.`,
	})
}
