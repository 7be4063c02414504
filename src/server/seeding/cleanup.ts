import { TRPCError } from '@trpc/server'
import { type SQL, sql } from 'drizzle-orm'
import { type Db, queryRows, type Tx } from '../db/client'
import { retryTransient } from '../db/retry'
import type { CleanupCommand } from './request'

type Row = { id: string }

/**
 * Deletes one seed, or the seeds of a run, with what their leases made. Returns the number of projects.
 * Throws CONFLICT where `project_id` names what a user made.
 */
export async function cleanup(db: Db, command: CleanupCommand): Promise<number> {
	const { project_id: projectId, run, shard } = command
	const ofRun = sql`run = ${run ?? ''} and (${shard === undefined}::boolean or shard = ${shard ?? 0})`
	const selected = projectId
		? sql`select id from projects where id = ${projectId} or lease_id in (select id from leases where project_id = ${projectId})`
		: sql`select id from projects where seeded and lease_id in (select id from leases where ${ofRun})
			and not exists (select from sources where project_id = projects.id and not sources.seeded)`
	return retryTransient(() =>
		db.transaction(async (tx) => {
			// The order of a seed: workspaces first, then projects.
			const workspaces = await lockedIds(tx, sql`${workspacesOf(selected)} order by id for update`)
			const projects = await lockedIds(
				tx,
				sql`select id from projects where id in (${selected}) order by id for update`,
			)
			if (projectId) await refuseUserProject(tx, projectId)
			if (!projectId) await tx.execute(sql`delete from violations where ${ofRun}`)
			await deleteSeeds(tx, projects, workspaces)
			return projects.length
		}),
	)
}

/** Deletes the four seeds that expired first by the server's clock. It waits for nobody: what another transaction holds is left for the next sweep. */
export async function sweepExpired(db: Db): Promise<void> {
	const [found] = await queryRows<{ expired: boolean; reports: boolean }>(
		db,
		sql`select exists (select from projects where expires_at < now()) as expired,
			exists (select from violations where created_at < now() - interval '24 hours') as reports`,
	)
	if (found?.reports)
		await db.execute(sql`delete from violations where id in (select id from violations
			where created_at < now() - interval '24 hours' limit 100 for update skip locked)`)
	if (!found?.expired) return
	await db.transaction(async (tx) => {
		const expired = sql`select id from projects where expires_at < now()
			and not exists (select from sources where project_id = projects.id and not sources.seeded)
			order by expires_at limit 4 for update skip locked`
		const projects = await lockedIds(tx, expired)
		if (projects.length === 0) return
		const ids = sql`select id from projects where id in ${projects}`
		const workspaces = await lockedIds(tx, sql`${workspacesOf(ids)} for update skip locked`)
		await deleteSeeds(tx, projects, workspaces)
	})
}

function workspacesOf(projectIds: SQL): SQL {
	return sql`select id from workspaces where seed_project_id in (${projectIds})
		or lease_id in (select id from leases where project_id in (${projectIds}))`
}

async function lockedIds(tx: Tx, query: SQL): Promise<string[]> {
	return (await queryRows<Row>(tx, query)).map(({ id }) => id)
}

/** A workspace in which a user has a project stays. */
async function deleteSeeds(tx: Tx, projects: string[], workspaces: string[]): Promise<void> {
	if (projects.length > 0) await tx.execute(sql`delete from projects where id in ${projects}`)
	if (workspaces.length > 0)
		await tx.execute(sql`delete from workspaces where id in ${workspaces}
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
