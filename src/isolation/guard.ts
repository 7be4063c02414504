import { TRPCError } from '@trpc/server'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { type Database, queryRows, type Tx } from '@/server/db/client'
import { refuseMarked } from '@/server/db/production-mark'
import { type Project, projects, violations } from '@/server/db/schema'
import { IsolationError, type LeaseHolder } from '@/server/errors'
import type { RequestContext } from '@/server/http/request-context'
import { errorEntry, logLine } from '@/server/process/log'
import { isUuid } from './worker-ids'

type Caller = Pick<RequestContext, 'leaseId' | 'env'>
type LockStrength = 'share' | 'no key update'
type ProjectRequest = {
	projectId: string
	caller: Caller
	lock?: LockStrength
	/** Whether a deleted project will do. */
	deleted?: boolean
}

type WorkspaceRequest = {
	workspaceId: string
	caller: Caller
	/** Whether a deleted workspace will do. */
	deleted?: boolean
}

/**
 * Loads the project and lets the caller pass only where the lease allows it: one comparison with the row that is
 * loaded anyway. With the test helpers off every caller has no lease and every project is open.
 * Throws NOT_FOUND, ISOLATION_VIOLATION, STALE_LEASE or LEASE_REQUIRED.
 */
export async function openProject(
	tx: Tx,
	{ projectId, caller, lock, deleted = false }: ProjectRequest,
): Promise<Project> {
	const query = tx
		.select({ project: projects, isHome: caller.leaseId === null ? sql`true` : isHomeOfLease })
		.from(projects)
		.where(and(eq(projects.id, projectId), deleted ? undefined : isNull(projects.deletedAt)))
	const [found] = await (lock ? query.for(lock) : query)
	const project = found?.project
	if (project && mayPass(caller, project.leaseId)) {
		// What a lease made may outlive it, where a person has put something in.
		if (caller.leaseId !== null && !found.isHome)
			await requireLiveLease(tx, caller.leaseId, lock !== undefined)
		return project
	}
	await refuseForeign(tx, caller, {
		what: `project ${projectId}`,
		leaseId: project?.leaseId ?? null,
		exists: !!project,
	})
	throw new TRPCError({ code: 'NOT_FOUND', message: `There is no project ${projectId}.` })
}

/** Whether the project is the one that its lease was given for: then the lease is current. */
const isHomeOfLease = sql<boolean>`exists (select from leases l where l.id = projects.lease_id and l.project_id = projects.id)`

/** The same for a workspace: its owner is the lease that made it, or the lease of the seed that it belongs to. */
export async function openWorkspace(
	tx: Tx,
	{ workspaceId, caller, deleted = false }: WorkspaceRequest,
): Promise<void> {
	const [workspace] = await queryRows<{ lease_id: string | null }>(
		tx,
		sql`select coalesce(w.lease_id, p.lease_id) as lease_id
			from workspaces w left join projects p on p.id = w.seed_project_id
			where w.id = ${workspaceId} and (${deleted}::boolean or w.deleted_at is null)`,
	)
	if (workspace && mayPass(caller, workspace.lease_id)) return
	await refuseForeign(tx, caller, {
		what: `workspace ${workspaceId}`,
		leaseId: workspace?.lease_id ?? null,
		exists: !!workspace,
	})
	throw new TRPCError({ code: 'NOT_FOUND', message: `There is no workspace ${workspaceId}.` })
}

/** Whether the lease allows it; what may not pass has its reason from `openProject` and `openWorkspace`. */
export function mayPass(caller: Caller, ownerLeaseId: string | null): boolean {
	if (caller.leaseId !== null) return caller.leaseId === ownerLeaseId
	return ownerLeaseId === null || !caller.env.seeding.enabled || !caller.env.e2eMode
}

/** Throws the reason for which a caller may not touch a thing; returns where isolation has no objection. */
async function refuseForeign(
	tx: Tx,
	caller: Caller,
	owned: { what: string; leaseId: string | null; exists: boolean },
): Promise<void> {
	if (caller.leaseId === null) {
		if (!owned.exists) return
		const owner = await findLease(tx, owned.leaseId)
		throw new IsolationError(
			'LEASE_REQUIRED',
			`A request without x-seed-lease touched ${owned.what} of ${workerName(owner)}. Import test from e2e/harness/fixtures, which sends the lease with every request.`,
			owner,
		)
	}
	const own = await requireLiveLease(tx, caller.leaseId)
	if (!owned.exists) return
	const owner = await findLease(tx, owned.leaseId)
	throw new IsolationError(
		'ISOLATION_VIOLATION',
		`${capital(workerName(own))} touched ${owned.what}, which belongs to ${workerName(owner)}. Take ids from the seed fixture instead of writing them into the spec.`,
		own,
	)
}

/**
 * The caller's lease while it is the current one of its project; `lock` keeps it current until the transaction ends.
 * Throws STALE_LEASE.
 */
export async function requireLiveLease(
	tx: Tx,
	leaseId: string,
	lock = false,
): Promise<LeaseHolder> {
	const lease = await findLease(tx, leaseId)
	if (lease) {
		const home = tx
			.select({ leaseId: projects.leaseId })
			.from(projects)
			.where(eq(projects.id, lease.projectId))
		const [project] = await (lock ? home.for('share') : home)
		if (project?.leaseId === lease.id) return lease
	}
	throw new IsolationError(
		'STALE_LEASE',
		lease
			? `The lease of ${workerName(lease)} has been replaced by a newer seed. A request outlived its test: await it before the test ends.`
			: `The lease ${leaseId} does not exist: it was never given, or cleaned. Seed again and send the lease_id of the answer.`,
		lease,
	)
}

async function findLease(
	tx: Tx,
	leaseId: string | null,
): Promise<(LeaseHolder & { projectId: string }) | null> {
	if (leaseId === null || !isUuid(leaseId)) return null
	const [lease] = await queryRows<LeaseHolder & { projectId: string }>(
		tx,
		sql`select id, project_id as "projectId", run, shard::float8, worker::float8, label from leases where id = ${leaseId}`,
	)
	return lease ?? null
}

function workerName(lease: LeaseHolder | null): string {
	if (!lease) return 'nobody (no worker seeded it)'
	const shard = lease.shard > 0 ? `, shard ${lease.shard}` : ''
	const label = lease.label ? ` in “${lease.label}”` : ''
	return `worker ${lease.worker} of run ${lease.run}${shard}${label}`
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1)
}

const owned = { fact: 'facts', source: 'sources', output: 'outputs' } as const

/**
 * The error for an id that is not in the caller's project. Only now, and only with a lease, is the owner sought, to
 * tell a worker that reached into another's data from a thing that is gone.
 */
export async function missing(
	tx: Tx,
	caller: Caller,
	{ noun, id }: { noun: keyof typeof owned; id: string },
): Promise<TRPCError> {
	if (caller.leaseId !== null) {
		const [owner] = await queryRows<{ lease_id: string | null }>(
			tx,
			sql`select p.lease_id from ${sql.identifier(owned[noun])} t join projects p on p.id = t.project_id where t.id = ${id}`,
		)
		if (owner && owner.lease_id !== caller.leaseId)
			await refuseForeign(tx, caller, {
				what: `${noun} ${id}`,
				leaseId: owner.lease_id,
				exists: true,
			})
	}
	return new TRPCError({
		code: 'NOT_FOUND',
		message: `There is no ${noun} ${id} in this project; it may have been deleted meanwhile.`,
	})
}

/** Stores a refusal for the fixture that made the request and for the end of its run. What fails in it is for the log: the caller gets the refusal. */
export async function recordViolation(
	database: Database,
	error: IsolationError,
	procedure: string,
): Promise<void> {
	const { holder } = error
	const storing = database.run('write', async (tx) => {
		await refuseMarked(database, tx)
		await tx.insert(violations).values({
			code: error.specificCode,
			message: error.message,
			procedure,
			leaseId: holder?.id ?? null,
			run: holder?.run ?? '',
			shard: holder?.shard ?? 0,
			worker: holder?.worker ?? 0,
		})
	})
	await storing.catch((failure) =>
		logLine({ level: 'error', doing: 'record of a violation', error: errorEntry(failure) }),
	)
}
