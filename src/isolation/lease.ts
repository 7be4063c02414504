import { sql } from 'drizzle-orm'
import { queryRows, type Tx } from '@/server/db/client'
import type { SeedCommand } from '@/server/seed/seed-request'
import { deleteEmptyWorkspaces } from './cleanup'

/** Gives the project a new lease, none where the request has none, or leaves the lease of the same owner when facts are added. */
export async function grantLease(
	tx: Tx,
	{
		projectId,
		command,
		current,
	}: { projectId: string; command: SeedCommand; current: string | null },
): Promise<string | null> {
	const { lease } = command
	if (!lease) {
		if (current) await tx.execute(sql`update projects set lease_id = null where id = ${projectId}`)
		return null
	}
	const expiresAt = sql`now() + make_interval(mins => ${lease.ttl_minutes ?? 24 * 60}::int)`
	if (!command.reset && current) {
		const kept = await queryRows<{ id: string }>(
			tx,
			sql`update leases set expires_at = ${expiresAt} where id = ${current}
				and run = ${lease.run} and shard = ${lease.shard} and worker = ${lease.worker} returning id`,
		)
		if (kept[0]) return kept[0].id
	}
	const granted = await queryRows<{ lease_id: string }>(
		tx,
		sql`with granted as (
				insert into leases (project_id, run, shard, worker, label, facts_count, expires_at)
				values (${projectId}, ${lease.run}, ${lease.shard}, ${lease.worker}, ${lease.label ?? null}, ${command.facts_count}, ${expiresAt})
				returning id)
			update projects set lease_id = granted.id from granted where projects.id = ${projectId} returning lease_id`,
	)
	return granted[0]?.lease_id ?? null
}

/** Deletes what went with the project's older leases: projects and workspaces made under them, a workspace it has left, leases past their time. */
export async function dropLeftovers(
	tx: Tx,
	{
		projectId,
		workspaceId,
		leaseId,
	}: { projectId: string; workspaceId: string; leaseId: string | null },
): Promise<void> {
	const left = await queryRows<{ id: string }>(
		tx,
		sql`with older as (select id from leases where project_id = ${projectId} and id is distinct from ${leaseId}::uuid),
			made as (delete from projects where lease_id in (select id from older) and id <> ${projectId}
				and not exists (select from sources where project_id = projects.id and not seeded)),
			expired as (delete from leases where project_id = ${projectId} and expires_at < now())
			select id from workspaces where id <> ${workspaceId}
				and (lease_id in (select id from older) or seed_project_id = ${projectId})
			for update skip locked`,
	)
	await deleteEmptyWorkspaces(
		tx,
		left.map(({ id }) => id),
	)
}

export async function recordSeedTime(
	tx: Tx,
	leaseId: string | null,
	seedMs: number,
): Promise<void> {
	if (leaseId) await tx.execute(sql`update leases set seed_ms = ${seedMs} where id = ${leaseId}`)
}
